risk 0.3, 29 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 CreateTable, LOW, LOSSY, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RUN-002 WES-TABLE-001
CREATE TABLE "public"."review" (
    "id" uuid DEFAULT gen_random_uuid() NOT NULL,
    "productId" uuid NOT NULL,
    "customerId" uuid NOT NULL,
    "stars" integer NOT NULL,
    "body" text,
    "createdAt" timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT "review_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "review_productId_customerId_key" UNIQUE ("productId", "customerId"),
    CONSTRAINT "review_stars_check" CHECK (stars BETWEEN 1 AND 5)
);
-- expand-02 CommentOnTable, LOW, REVERSIBLE, locks only what the plan creates
--   WES-COMMENT-001 WES-LOCK-001 WES-RISK-001 WES-RUN-001
COMMENT ON TABLE "public"."review" IS 'What a customer says about a product.';
-- expand-03 CreateIndex, LOW, REVERSIBLE, locks only what the plan creates
--   WES-INDEX-001 WES-LOCK-001 WES-RISK-001 WES-RUN-001
CREATE INDEX "idx_review_customerId" ON "public"."review" ("customerId");

-- transaction 2: transactional
-- expand-04 AddEnumLabel, MEDIUM, IRREVERSIBLE, locks only what the plan creates
--   WES-ENUM-003 WES-LOCK-003 WES-RISK-001 WES-RISK-070 WES-RUN-021
ALTER TYPE "public"."order_status" ADD VALUE 'REFUNDED';

-- transaction 3: transactional
-- expand-05 AddColumn, LOW, LOSSY, locks customer AX (catalogue)
--   WES-COL-002 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."customer" ADD COLUMN "loyaltyPoints" integer DEFAULT 0 NOT NULL;

-- transaction 4: transactional
-- expand-06 AddColumn, LOW, LOSSY, locks customer AX (catalogue)
--   WES-COL-001 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."customer" ADD COLUMN "phone" text;

-- transaction 5: transactional
-- expand-07 AddColumn, LOW, LOSSY, locks orders AX (catalogue)
--   WES-COL-006 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."orders" ADD COLUMN "number" uuid;

-- transaction 6: transactional
-- expand-08 SetDefault, LOW, REVERSIBLE, locks orders AX (catalogue)
--   WES-DEFAULT-001 WES-LOCK-010 WES-RISK-003 WES-RUN-030
ALTER TABLE "public"."orders" ALTER COLUMN "note" SET DEFAULT '';

-- transaction 7: transactional
-- expand-09 SetDefault, LOW, REVERSIBLE, locks orders AX (catalogue)
--   WES-COL-006 WES-LOCK-010 WES-RISK-003 WES-RUN-030
ALTER TABLE "public"."orders" ALTER COLUMN "number" SET DEFAULT gen_random_uuid();

-- transaction 8: transactional
-- expand-10 CommentOnColumn, LOW, REVERSIBLE, locks customer SUX (catalogue)
--   WES-COMMENT-002 WES-LOCK-012 WES-RISK-002 WES-RUN-030
COMMENT ON COLUMN "public"."customer"."phone" IS 'Given in the checkout, if at all.';

-- transaction 9: transactional
-- expand-11 CommentOnColumn, LOW, REVERSIBLE, locks orders SUX (catalogue)
--   WES-COMMENT-002 WES-LOCK-012 WES-RISK-002 WES-RUN-030
COMMENT ON COLUMN "public"."orders"."number" IS 'What the customer reads out on the telephone.';

-- transaction 10: transactional
-- expand-12 AddCheck, LOW, REVERSIBLE, locks customer AX (catalogue)
--   WES-CHECK-001 WES-LOCK-100 WES-RISK-003 WES-RUN-070
ALTER TABLE "public"."customer" ADD CONSTRAINT "customer_loyaltyPoints_check" CHECK ("loyaltyPoints" >= 0) NOT VALID;

-- transaction 11: transactional
-- expand-13 AddCheck, LOW, REVERSIBLE, locks product AX (catalogue)
--   WES-CHECK-001 WES-LOCK-100 WES-RISK-003 WES-RUN-070
ALTER TABLE "public"."product" ADD CONSTRAINT "product_stock_check" CHECK (stock >= 0) NOT VALID;

-- transaction 12: non-transactional
-- expand-14 CreateIndex, LOW, REVERSIBLE, locks orders SUX (build)
--   WES-COST-006 WES-INDEX-002 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "idx_orders_open" ON "public"."orders" ("status", "createdAt") WHERE (status <> 'SHIPPED');

-- transaction 13: non-transactional
-- expand-15 CreateIndex, LOW, REVERSIBLE, locks orders SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-UNIQUE-001
CREATE UNIQUE INDEX CONCURRENTLY "orders_number_key" ON "public"."orders" ("number");

-- transaction 14: non-transactional
-- expand-16 CreateIndex, LOW, REVERSIBLE, locks product SUX (build)
--   WES-COST-006 WES-INDEX-002 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "idx_product_title" ON "public"."product" ("title");

-- transaction 15: transactional
-- expand-17 AddUniqueUsingIndex, LOW, REVERSIBLE, locks orders AX (catalogue)
--   WES-LOCK-011 WES-RISK-003 WES-RUN-030 WES-UNIQUE-001
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_number_key" UNIQUE USING INDEX "orders_number_key";

-- transaction 16: transactional
-- expand-18 AddForeignKey, LOW, REVERSIBLE, locks customer SRX (catalogue)
--   WES-FK-002 WES-LOCK-141 WES-RISK-003 WES-RUN-090
ALTER TABLE "public"."review" ADD CONSTRAINT "fk_review_customerId" FOREIGN KEY ("customerId") REFERENCES "public"."customer" ("id") ON DELETE CASCADE NOT VALID;

-- transaction 17: transactional
-- expand-19 AddForeignKey, LOW, REVERSIBLE, locks product SRX (catalogue)
--   WES-FK-002 WES-LOCK-141 WES-RISK-003 WES-RUN-090
ALTER TABLE "public"."review" ADD CONSTRAINT "fk_review_productId" FOREIGN KEY ("productId") REFERENCES "public"."product" ("id") ON DELETE CASCADE NOT VALID;

-- transaction 18: transactional
-- backfill-01 Backfill, MEDIUM, LOSSY, locks orders RX (batches)
--   WES-COST-004 WES-LOCK-055 WES-NULL-003 WES-RISK-012 WES-RISK-071 WES-RUN-056
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."orders"
  WHERE "note" IS NULL AND ('') IS NOT NULL
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."orders" SET "note" = ('')
  FROM "wes_batch" WHERE "orders"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."orders"
  WHERE "note" IS NULL AND ('') IS NOT NULL AND ("id") > (?)
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."orders" SET "note" = ('')
  FROM "wes_batch" WHERE "orders"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;

-- transaction 19: transactional
-- backfill-02 Backfill, MEDIUM, LOSSY, locks orders RX (batches)
--   WES-COL-006 WES-COST-004 WES-LOCK-055 WES-RISK-012 WES-RISK-071 WES-RUN-056
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."orders"
  WHERE "number" IS NULL AND (gen_random_uuid()) IS NOT NULL
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."orders" SET "number" = (gen_random_uuid())
  FROM "wes_batch" WHERE "orders"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;
WITH "wes_batch" AS (
  SELECT "id" AS "wes_k1"
  FROM "public"."orders"
  WHERE "number" IS NULL AND (gen_random_uuid()) IS NOT NULL AND ("id") > (?)
  ORDER BY "id" LIMIT ? FOR NO KEY UPDATE
), "wes_done" AS (
  UPDATE "public"."orders" SET "number" = (gen_random_uuid())
  FROM "wes_batch" WHERE "orders"."id" = "wes_k1"
  RETURNING "wes_k1"
)
SELECT "wes_count"."n", CAST("wes_k1" AS text) AS "k1"
FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
LEFT JOIN (SELECT "wes_k1" FROM "wes_done" ORDER BY "wes_k1" DESC LIMIT 1) AS "wes_last" ON true;

-- transaction 20: transactional
-- validate-01 AddNotNullConstraint, LOW, REVERSIBLE, locks orders AX (catalogue)
--   WES-LOCK-010 WES-NULL-003 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_note_not_null" NOT NULL "note" NOT VALID;

-- transaction 21: transactional
-- validate-02 AddNotNullConstraint, LOW, REVERSIBLE, locks orders AX (catalogue)
--   WES-COL-006 WES-LOCK-010 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."orders" ADD CONSTRAINT "orders_number_not_null" NOT NULL "number" NOT VALID;

-- transaction 22: validation
-- validate-03 ValidateCheck, LOW, REVERSIBLE, locks customer SUX (scan)
--   WES-CHECK-001 WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."customer" VALIDATE CONSTRAINT "customer_loyaltyPoints_check";

-- transaction 23: validation
-- validate-04 ValidateCheck, LOW, REVERSIBLE, locks orders SUX (scan)
--   WES-COST-002 WES-LOCK-102 WES-NULL-003 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_note_not_null";

-- transaction 24: validation
-- validate-05 ValidateCheck, LOW, REVERSIBLE, locks orders SUX (scan)
--   WES-COL-006 WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_number_not_null";

-- transaction 25: validation
-- validate-06 ValidateCheck, LOW, REVERSIBLE, locks product SUX (scan)
--   WES-CHECK-001 WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."product" VALIDATE CONSTRAINT "product_stock_check";

-- transaction 26: validation
-- validate-07 ValidateForeignKey, LOW, REVERSIBLE, locks customer RS (scan)
--   WES-COST-002 WES-FK-002 WES-LOCK-146 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."review" VALIDATE CONSTRAINT "fk_review_customerId";

-- transaction 27: validation
-- validate-08 ValidateForeignKey, LOW, REVERSIBLE, locks product RS (scan)
--   WES-COST-002 WES-FK-002 WES-LOCK-146 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."review" VALIDATE CONSTRAINT "fk_review_productId";
