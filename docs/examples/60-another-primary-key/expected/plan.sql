risk 0.11, 8 steps, Postgres 18

-- transaction 1: non-transactional
-- expand-01 CreateIndex, LOW, REVERSIBLE, locks member SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-UNIQUE-001
CREATE UNIQUE INDEX CONCURRENTLY "member_id_key" ON "public"."member" ("id");

-- transaction 2: non-transactional
-- expand-02 CreateIndex, LOW, REVERSIBLE, locks member SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-PK-013 WES-RISK-011 WES-RUN-101
CREATE UNIQUE INDEX CONCURRENTLY "member_pkey_new" ON "public"."member" ("tenant", "no");

-- transaction 3: non-transactional
-- expand-03 CreateIndex, LOW, REVERSIBLE, locks visit SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-PK-013 WES-RISK-011 WES-RUN-101
CREATE UNIQUE INDEX CONCURRENTLY "visit_key_new" ON "public"."visit" ("member", "id");

-- transaction 4: transactional
-- expand-04 AddUniqueUsingIndex, LOW, REVERSIBLE, locks member AX (catalogue)
--   WES-LOCK-011 WES-RISK-003 WES-RUN-030 WES-UNIQUE-001
ALTER TABLE "public"."member" ADD CONSTRAINT "member_id_key" UNIQUE USING INDEX "member_id_key";

-- transaction 5: transactional
-- validate-01 AddNotNullConstraint, LOW, REVERSIBLE, locks member AX (catalogue)
--   WES-LOCK-010 WES-NULL-005 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."member" ADD CONSTRAINT "member_no_not_null" NOT NULL "no" NOT VALID;

-- transaction 6: validation
-- validate-02 ValidateCheck, LOW, REVERSIBLE, locks member SUX (scan)
--   WES-COST-002 WES-LOCK-102 WES-NULL-005 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."member" VALIDATE CONSTRAINT "member_no_not_null";

-- transaction 7: transactional
-- switch-01 ReplacePrimaryKey, LOW, REVERSIBLE, locks member AX (catalogue), member_pkey AX (catalogue)
--   WES-LOCK-011 WES-LOCK-123 WES-PK-013 WES-RISK-003 WES-RUN-034
ALTER TABLE "public"."member" DROP CONSTRAINT "member_pkey", ADD CONSTRAINT "member_pkey" PRIMARY KEY USING INDEX "member_pkey_new";

-- transaction 8: transactional
-- switch-02 ReplacePrimaryKey, LOW, REVERSIBLE, locks visit AX (catalogue), visit_pkey AX (catalogue)
--   WES-LOCK-011 WES-LOCK-123 WES-PK-013 WES-RISK-003 WES-RUN-034
ALTER TABLE "public"."visit" DROP CONSTRAINT "visit_pkey", ADD CONSTRAINT "visit_key" PRIMARY KEY USING INDEX "visit_key_new";
