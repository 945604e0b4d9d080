risk 0.05, 3 steps, Postgres 18

-- transaction 1: transactional
-- backfill-01 Backfill, MEDIUM, LOSSY, locks person RX (batches)
--   WES-COST-004 WES-LOCK-055 WES-NULL-003 WES-RISK-012 WES-RISK-071 WES-RUN-056
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."person"
  WHERE "email" IS NULL AND ('') IS NOT NULL
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."person" SET "email" = ('')
  FROM "wes_batch" WHERE "person"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."person"
  WHERE "email" IS NULL AND ('') IS NOT NULL AND ("id") > (?)
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."person" SET "email" = ('')
  FROM "wes_batch" WHERE "person"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;

-- transaction 2: transactional
-- validate-01 AddNotNullConstraint, LOW, REVERSIBLE, locks person AX (catalogue)
--   WES-LOCK-010 WES-NULL-003 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."person" ADD CONSTRAINT "person_email_not_null" NOT NULL "email" NOT VALID;

-- transaction 3: validation
-- validate-02 ValidateCheck, LOW, REVERSIBLE, locks person SUX (scan)
--   WES-COST-002 WES-LOCK-102 WES-NULL-003 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."person" VALIDATE CONSTRAINT "person_email_not_null";
