risk 0.07, 5 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 AddColumn, LOW, LOSSY, locks person AX (catalogue)
--   WES-COL-006 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."person" ADD COLUMN "token" uuid;

-- transaction 2: transactional
-- expand-02 SetDefault, LOW, REVERSIBLE, locks person AX (catalogue)
--   WES-COL-006 WES-LOCK-010 WES-RISK-003 WES-RUN-030
ALTER TABLE "public"."person" ALTER COLUMN "token" SET DEFAULT gen_random_uuid();

-- transaction 3: transactional
-- backfill-01 Backfill, MEDIUM, LOSSY, locks person RX (batches)
--   WES-COL-006 WES-COST-004 WES-LOCK-055 WES-RISK-012 WES-RISK-071 WES-RUN-056
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."person"
  WHERE "token" IS NULL AND (gen_random_uuid()) IS NOT NULL
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."person" SET "token" = (gen_random_uuid())
  FROM "wes_batch" WHERE "person"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."person"
  WHERE "token" IS NULL AND (gen_random_uuid()) IS NOT NULL AND ("id") > (?)
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."person" SET "token" = (gen_random_uuid())
  FROM "wes_batch" WHERE "person"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;

-- transaction 4: transactional
-- validate-01 AddNotNullConstraint, LOW, REVERSIBLE, locks person AX (catalogue)
--   WES-COL-006 WES-LOCK-010 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."person" ADD CONSTRAINT "person_token_not_null" NOT NULL "token" NOT VALID;

-- transaction 5: validation
-- validate-02 ValidateCheck, LOW, REVERSIBLE, locks person SUX (scan)
--   WES-COL-006 WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."person" VALIDATE CONSTRAINT "person_token_not_null";
