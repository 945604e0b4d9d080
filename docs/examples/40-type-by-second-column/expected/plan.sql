risk 0.27, 21 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 AddColumn, LOW, LOSSY, locks account AX (catalogue)
--   WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050 WES-TYPE-062 WES-TYPE-065
ALTER TABLE "public"."account" ADD COLUMN "indexed_new" bigint;

-- transaction 2: transactional
-- expand-02 AddColumn, LOW, LOSSY, locks account AX (catalogue)
--   WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050 WES-TYPE-062
ALTER TABLE "public"."account" ADD COLUMN "score_new" double precision;

-- transaction 3: transactional
-- expand-03 AddColumn, LOW, LOSSY, locks account AX (catalogue)
--   WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050 WES-TYPE-062 WES-TYPE-065
ALTER TABLE "public"."account" ADD COLUMN "visits_new" bigint;

-- transaction 4: transactional
-- expand-04 KeepInSync, LOW, REVERSIBLE, locks account SRX (catalogue)
--   WES-LOCK-240 WES-RISK-003 WES-RUN-200 WES-TYPE-062
CREATE FUNCTION "public"."account_indexed_new_sync"() RETURNS trigger LANGUAGE plpgsql AS $wes$BEGIN NEW."indexed_new" = CAST(NEW."indexed" AS bigint); RETURN NEW; END$wes$;
CREATE TRIGGER "zz_wes_indexed_new_sync" BEFORE INSERT OR UPDATE ON "public"."account" FOR EACH ROW EXECUTE FUNCTION "public"."account_indexed_new_sync"();

-- transaction 5: transactional
-- expand-05 KeepInSync, LOW, REVERSIBLE, locks account SRX (catalogue)
--   WES-LOCK-240 WES-RISK-003 WES-RUN-200 WES-TYPE-062
CREATE FUNCTION "public"."account_score_new_sync"() RETURNS trigger LANGUAGE plpgsql AS $wes$BEGIN NEW."score_new" = CAST(NEW."score" AS double precision); RETURN NEW; END$wes$;
CREATE TRIGGER "zz_wes_score_new_sync" BEFORE INSERT OR UPDATE ON "public"."account" FOR EACH ROW EXECUTE FUNCTION "public"."account_score_new_sync"();

-- transaction 6: transactional
-- expand-06 KeepInSync, LOW, REVERSIBLE, locks account SRX (catalogue)
--   WES-LOCK-240 WES-RISK-003 WES-RUN-200 WES-TYPE-062
CREATE FUNCTION "public"."account_visits_new_sync"() RETURNS trigger LANGUAGE plpgsql AS $wes$BEGIN NEW."visits_new" = CAST(NEW."visits" AS bigint); RETURN NEW; END$wes$;
CREATE TRIGGER "zz_wes_visits_new_sync" BEFORE INSERT OR UPDATE ON "public"."account" FOR EACH ROW EXECUTE FUNCTION "public"."account_visits_new_sync"();

-- transaction 7: non-transactional
-- expand-07 CreateIndex, LOW, REVERSIBLE, locks account SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-TYPE-065
CREATE INDEX CONCURRENTLY "idx_account_region_indexed_new" ON "public"."account" ("region", "indexed_new");

-- transaction 8: non-transactional
-- expand-08 CreateIndex, LOW, REVERSIBLE, locks account SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-TYPE-065
CREATE INDEX CONCURRENTLY "idx_account_visits_new" ON "public"."account" ("visits_new");

-- transaction 9: transactional
-- backfill-01 Backfill, MEDIUM, LOSSY, locks account RX (batches)
--   WES-COST-004 WES-LOCK-055 WES-RISK-012 WES-RISK-071 WES-RUN-056 WES-TYPE-062
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."account"
  WHERE "indexed_new" IS NULL AND (CAST("indexed" AS bigint)) IS NOT NULL
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."account" SET "indexed_new" = (CAST("indexed" AS bigint))
  FROM "wes_batch" WHERE "account"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."account"
  WHERE "indexed_new" IS NULL AND (CAST("indexed" AS bigint)) IS NOT NULL AND ("id") > (?)
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."account" SET "indexed_new" = (CAST("indexed" AS bigint))
  FROM "wes_batch" WHERE "account"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;

-- transaction 10: transactional
-- backfill-02 Backfill, MEDIUM, LOSSY, locks account RX (batches)
--   WES-COST-004 WES-LOCK-055 WES-RISK-012 WES-RISK-071 WES-RUN-056 WES-TYPE-062
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."account"
  WHERE "score_new" IS NULL AND (CAST("score" AS double precision)) IS NOT NULL
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."account" SET "score_new" = (CAST("score" AS double precision))
  FROM "wes_batch" WHERE "account"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."account"
  WHERE "score_new" IS NULL AND (CAST("score" AS double precision)) IS NOT NULL AND ("id") > (?)
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."account" SET "score_new" = (CAST("score" AS double precision))
  FROM "wes_batch" WHERE "account"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;

-- transaction 11: transactional
-- backfill-03 Backfill, MEDIUM, LOSSY, locks account RX (batches)
--   WES-COST-004 WES-LOCK-055 WES-RISK-012 WES-RISK-071 WES-RUN-056 WES-TYPE-062
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."account"
  WHERE "visits_new" IS NULL AND (CAST("visits" AS bigint)) IS NOT NULL
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."account" SET "visits_new" = (CAST("visits" AS bigint))
  FROM "wes_batch" WHERE "account"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."account"
  WHERE "visits_new" IS NULL AND (CAST("visits" AS bigint)) IS NOT NULL AND ("id") > (?)
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."account" SET "visits_new" = (CAST("visits" AS bigint))
  FROM "wes_batch" WHERE "account"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;

-- transaction 12: transactional
-- switch-01 SwapColumns, LOW, LOSSY, locks account AX (catalogue)
--   WES-LOCK-241 WES-RISK-003 WES-RISK-071 WES-RUN-201 WES-TYPE-062 WES-TYPE-065
DROP TRIGGER "zz_wes_indexed_new_sync" ON "public"."account";
DROP FUNCTION "public"."account_indexed_new_sync"();
ALTER TABLE "public"."account" RENAME COLUMN "indexed" TO "indexed_old";
ALTER TABLE "public"."account" RENAME COLUMN "indexed_new" TO "indexed";

-- transaction 13: transactional
-- switch-02 SwapColumns, LOW, LOSSY, locks account AX (catalogue)
--   WES-LOCK-241 WES-RISK-003 WES-RISK-071 WES-RUN-201 WES-TYPE-062
DROP TRIGGER "zz_wes_score_new_sync" ON "public"."account";
DROP FUNCTION "public"."account_score_new_sync"();
ALTER TABLE "public"."account" RENAME COLUMN "score" TO "score_old";
ALTER TABLE "public"."account" RENAME COLUMN "score_new" TO "score";

-- transaction 14: transactional
-- switch-03 SwapColumns, LOW, LOSSY, locks account AX (catalogue)
--   WES-LOCK-241 WES-RISK-003 WES-RISK-071 WES-RUN-201 WES-TYPE-062 WES-TYPE-065
DROP TRIGGER "zz_wes_visits_new_sync" ON "public"."account";
DROP FUNCTION "public"."account_visits_new_sync"();
ALTER TABLE "public"."account" RENAME COLUMN "visits" TO "visits_old";
ALTER TABLE "public"."account" RENAME COLUMN "visits_new" TO "visits";
ALTER TABLE "public"."account" ALTER COLUMN "visits_old" DROP DEFAULT, ALTER COLUMN "visits" SET DEFAULT 0;

-- transaction 15: transactional
-- switch-04 SwapIndexes, LOW, REVERSIBLE, locks idx_account_region_indexed SUX (catalogue), idx_account_region_indexed_new SUX (catalogue)
--   WES-LOCK-243 WES-LOCK-245 WES-RISK-002 WES-RUN-202 WES-TYPE-065
ALTER INDEX "public"."idx_account_region_indexed" RENAME TO "idx_account_region_indexed_old";
ALTER INDEX "public"."idx_account_region_indexed_new" RENAME TO "idx_account_region_indexed";

-- transaction 16: transactional
-- switch-05 SwapIndexes, LOW, REVERSIBLE, locks idx_account_visits SUX (catalogue), idx_account_visits_new SUX (catalogue)
--   WES-LOCK-243 WES-LOCK-245 WES-RISK-002 WES-RUN-202 WES-TYPE-065
ALTER INDEX "public"."idx_account_visits" RENAME TO "idx_account_visits_old";
ALTER INDEX "public"."idx_account_visits_new" RENAME TO "idx_account_visits";

-- transaction 17: non-transactional
-- contract-01 DropIndex, LOW, REVERSIBLE, locks idx_account_region_indexed_old AX (catalogue), account SUX (catalogue)
--   WES-LOCK-166 WES-LOCK-246 WES-RISK-003 WES-RUN-103 WES-TYPE-065
DROP INDEX CONCURRENTLY "public"."idx_account_region_indexed_old";

-- transaction 18: non-transactional
-- contract-02 DropIndex, LOW, REVERSIBLE, locks idx_account_visits_old AX (catalogue), account SUX (catalogue)
--   WES-LOCK-166 WES-LOCK-246 WES-RISK-003 WES-RUN-103 WES-TYPE-065
DROP INDEX CONCURRENTLY "public"."idx_account_visits_old";

-- transaction 19: transactional
-- contract-03 DropFormerColumn, MEDIUM, IRREVERSIBLE, locks account AX (catalogue)
--   WES-LOCK-241 WES-RISK-003 WES-RISK-070 WES-RUN-203 WES-TYPE-062 WES-TYPE-065
ALTER TABLE "public"."account" DROP COLUMN "indexed_old";

-- transaction 20: transactional
-- contract-04 DropFormerColumn, MEDIUM, IRREVERSIBLE, locks account AX (catalogue)
--   WES-LOCK-241 WES-RISK-003 WES-RISK-070 WES-RUN-203 WES-TYPE-062
ALTER TABLE "public"."account" DROP COLUMN "score_old";

-- transaction 21: transactional
-- contract-05 DropFormerColumn, MEDIUM, IRREVERSIBLE, locks account AX (catalogue)
--   WES-LOCK-241 WES-RISK-003 WES-RISK-070 WES-RUN-203 WES-TYPE-062 WES-TYPE-065
ALTER TABLE "public"."account" DROP COLUMN "visits_old";
