risk 0.13, 10 steps, Postgres 18

-- transaction 1: non-transactional
-- expand-01 CreateIndex, LOW, REVERSIBLE, locks seat SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-PK-013 WES-RISK-011 WES-RUN-101
CREATE UNIQUE INDEX CONCURRENTLY "seat_pkey_new" ON "public"."seat" ("no", "id");

-- transaction 2: transactional
-- backfill-01 Backfill, MEDIUM, LOSSY, locks guest RX (batches)
--   WES-COST-004 WES-LOCK-055 WES-NULL-003 WES-RISK-012 WES-RISK-071 WES-RUN-056
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."guest"
  WHERE "email" IS NULL AND ('') IS NOT NULL
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."guest" SET "email" = ('')
  FROM "wes_batch" WHERE "guest"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."guest"
  WHERE "email" IS NULL AND ('') IS NOT NULL AND ("id") > (?)
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."guest" SET "email" = ('')
  FROM "wes_batch" WHERE "guest"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;

-- transaction 3: transactional
-- validate-01 AddNotNullConstraint, LOW, REVERSIBLE, locks guest AX (catalogue)
--   WES-LOCK-010 WES-NULL-003 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."guest" ADD CONSTRAINT "guest_email_not_null" NOT NULL "email" NOT VALID;

-- transaction 4: transactional
-- validate-02 AddNotNullConstraint, LOW, REVERSIBLE, locks guest AX (catalogue)
--   WES-LOCK-010 WES-NULL-005 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."guest" ADD CONSTRAINT "guest_name_not_null" NOT NULL "name" NOT VALID;

-- transaction 5: transactional
-- validate-03 AddNotNullConstraint, LOW, REVERSIBLE, locks seat AX (catalogue)
--   WES-LOCK-010 WES-NULL-005 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."seat" ADD CONSTRAINT "seat_no_not_null" NOT NULL "no" NOT VALID;

-- transaction 6: validation
-- validate-04 ValidateCheck, LOW, REVERSIBLE, locks guest SUX (scan)
--   WES-COST-002 WES-LOCK-102 WES-NULL-003 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."guest" VALIDATE CONSTRAINT "guest_email_not_null";

-- transaction 7: validation
-- validate-05 ValidateCheck, LOW, REVERSIBLE, locks guest SUX (scan)
--   WES-COST-002 WES-LOCK-102 WES-NULL-005 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."guest" VALIDATE CONSTRAINT "guest_name_not_null";

-- transaction 8: validation
-- validate-06 ValidateCheck, LOW, REVERSIBLE, locks seat SUX (scan)
--   WES-COST-002 WES-LOCK-102 WES-NULL-005 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."seat" VALIDATE CONSTRAINT "seat_no_not_null";

-- transaction 9: transactional
-- switch-01 ReplacePrimaryKey, LOW, REVERSIBLE, locks seat AX (catalogue), seat_pkey AX (catalogue)
--   WES-LOCK-011 WES-LOCK-123 WES-PK-013 WES-RISK-003 WES-RUN-034
ALTER TABLE "public"."seat" DROP CONSTRAINT "seat_pkey", ADD CONSTRAINT "seat_pkey" PRIMARY KEY USING INDEX "seat_pkey_new";

-- transaction 10: transactional
-- contract-01 DropIdentity, LOW, LOSSY, locks seat AX (catalogue), seat_id_seq AX (catalogue)
--   WES-COL-046 WES-LOCK-010 WES-LOCK-054 WES-RISK-003 WES-RISK-071 WES-RUN-036
ALTER TABLE "public"."seat" ALTER COLUMN "id" DROP IDENTITY;
