risk 0.05, 5 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 AddColumn, LOW, LOSSY, locks person AX (catalogue)
--   WES-COL-001 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."person" ADD COLUMN "nickname" text;

-- transaction 2: transactional
-- expand-02 AddColumn, LOW, LOSSY, locks person AX (catalogue)
--   WES-COL-001 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."person" ADD COLUMN "settings" jsonb;

-- transaction 3: transactional
-- expand-03 AddColumn, LOW, LOSSY, locks person AX (catalogue)
--   WES-COL-001 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."person" ADD COLUMN "tags" text[];

-- transaction 4: transactional
-- expand-04 AddCheck, LOW, REVERSIBLE, locks person AX (catalogue)
--   WES-CHECK-001 WES-LOCK-100 WES-RISK-003 WES-RUN-070
ALTER TABLE "public"."person" ADD CONSTRAINT "person_tags_no_null_items_check" CHECK (array_position("tags", NULL) IS NULL) NOT VALID;

-- transaction 5: validation
-- validate-01 ValidateCheck, LOW, REVERSIBLE, locks person SUX (scan)
--   WES-CHECK-001 WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."person" VALIDATE CONSTRAINT "person_tags_no_null_items_check";
