-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Enum types

DO $wes$
BEGIN
  IF pg_catalog.to_regtype('"public"."order_status"') IS NULL THEN
    CREATE TYPE "public"."order_status" AS ENUM ('PENDING', 'PAID', 'SHIPPED', 'REFUNDED');
  END IF;
END $wes$;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."customer" (
    "id" uuid DEFAULT gen_random_uuid() NOT NULL,
    "email" text NOT NULL,
    "name" text,
    "phone" text,
    "loyaltyPoints" integer DEFAULT 0 NOT NULL,
    "createdAt" timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT "customer_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "customer_email_key" UNIQUE ("email"),
    CONSTRAINT "customer_loyaltyPoints_check" CHECK ("loyaltyPoints" >= 0)
);

CREATE TABLE IF NOT EXISTS "public"."order_item" (
    "id" uuid DEFAULT gen_random_uuid() NOT NULL,
    "orderId" uuid NOT NULL,
    "productId" uuid NOT NULL,
    "quantity" integer DEFAULT 1 NOT NULL,
    CONSTRAINT "order_item_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "order_item_quantity_check" CHECK (quantity > 0)
);

CREATE TABLE IF NOT EXISTS "public"."orders" (
    "id" uuid DEFAULT gen_random_uuid() NOT NULL,
    "number" uuid DEFAULT gen_random_uuid() NOT NULL,
    "customerId" uuid NOT NULL,
    "status" "public"."order_status" DEFAULT 'PENDING' NOT NULL,
    "totalCents" integer NOT NULL,
    "note" text DEFAULT '' NOT NULL,
    "createdAt" timestamptz DEFAULT now() NOT NULL,
    CONSTRAINT "orders_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "orders_number_key" UNIQUE ("number")
);

CREATE TABLE IF NOT EXISTS "public"."product" (
    "id" uuid DEFAULT gen_random_uuid() NOT NULL,
    "sku" text NOT NULL,
    "title" text NOT NULL,
    "priceCents" integer NOT NULL,
    "stock" integer DEFAULT 0 NOT NULL,
    CONSTRAINT "product_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "product_sku_key" UNIQUE ("sku"),
    CONSTRAINT "product_priceCents_check" CHECK ("priceCents" >= 0),
    CONSTRAINT "product_stock_check" CHECK (stock >= 0)
);

CREATE TABLE IF NOT EXISTS "public"."review" (
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

-- ---- Indexes

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_order_item_orderId" ON "public"."order_item" ("orderId");

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_order_item_productId" ON "public"."order_item" ("productId");

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_customerId" ON "public"."orders" ("customerId");

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_open" ON "public"."orders" ("status", "createdAt") WHERE (status <> 'SHIPPED');

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_title" ON "public"."product" ("title");

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_review_customerId" ON "public"."review" ("customerId");

-- ---- Foreign keys: NOT VALID, so that no row is read while both tables are locked

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."order_item"') AND conname = 'fk_order_item_orderId') THEN
    ALTER TABLE "public"."order_item" ADD CONSTRAINT "fk_order_item_orderId" FOREIGN KEY ("orderId") REFERENCES "public"."orders" ("id") ON DELETE CASCADE NOT VALID;
  END IF;
END $wes$;

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."order_item"') AND conname = 'fk_order_item_productId') THEN
    ALTER TABLE "public"."order_item" ADD CONSTRAINT "fk_order_item_productId" FOREIGN KEY ("productId") REFERENCES "public"."product" ("id") NOT VALID;
  END IF;
END $wes$;

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."orders"') AND conname = 'fk_orders_customerId') THEN
    ALTER TABLE "public"."orders" ADD CONSTRAINT "fk_orders_customerId" FOREIGN KEY ("customerId") REFERENCES "public"."customer" ("id") ON DELETE RESTRICT NOT VALID;
  END IF;
END $wes$;

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."review"') AND conname = 'fk_review_customerId') THEN
    ALTER TABLE "public"."review" ADD CONSTRAINT "fk_review_customerId" FOREIGN KEY ("customerId") REFERENCES "public"."customer" ("id") ON DELETE CASCADE NOT VALID;
  END IF;
END $wes$;

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."review"') AND conname = 'fk_review_productId') THEN
    ALTER TABLE "public"."review" ADD CONSTRAINT "fk_review_productId" FOREIGN KEY ("productId") REFERENCES "public"."product" ("id") ON DELETE CASCADE NOT VALID;
  END IF;
END $wes$;

-- ---- Deferred validation: reads all rows under weak locks; can run later

ALTER TABLE "public"."order_item" VALIDATE CONSTRAINT "fk_order_item_orderId";

ALTER TABLE "public"."order_item" VALIDATE CONSTRAINT "fk_order_item_productId";

ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "fk_orders_customerId";

ALTER TABLE "public"."review" VALIDATE CONSTRAINT "fk_review_customerId";

ALTER TABLE "public"."review" VALIDATE CONSTRAINT "fk_review_productId";

-- ---- Comments

COMMENT ON TYPE "public"."order_status" IS 'What a customer has asked for, and how far we are with it.';

COMMENT ON TABLE "public"."customer" IS 'Somebody who buys.';

COMMENT ON COLUMN "public"."customer"."email" IS 'Where receipts go; also the login.';

COMMENT ON COLUMN "public"."customer"."phone" IS 'Given in the checkout, if at all.';

COMMENT ON TABLE "public"."orders" IS 'One purchase.';

COMMENT ON COLUMN "public"."orders"."number" IS 'What the customer reads out on the telephone.';

COMMENT ON TABLE "public"."review" IS 'What a customer says about a product.';

-- ---- Proof: an index whose concurrent build was interrupted exists, but is invalid

DO $wes$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_order_item_orderId"'),
      pg_catalog.to_regclass('"public"."idx_order_item_productId"'),
      pg_catalog.to_regclass('"public"."idx_orders_customerId"'),
      pg_catalog.to_regclass('"public"."idx_orders_open"'),
      pg_catalog.to_regclass('"public"."idx_product_title"'),
      pg_catalog.to_regclass('"public"."idx_review_customerId"'))) THEN
    RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat('the concurrent build of an index was interrupted, so it is invalid: ', pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_order_item_orderId"'),
      pg_catalog.to_regclass('"public"."idx_order_item_productId"'),
      pg_catalog.to_regclass('"public"."idx_orders_customerId"'),
      pg_catalog.to_regclass('"public"."idx_orders_open"'),
      pg_catalog.to_regclass('"public"."idx_product_title"'),
      pg_catalog.to_regclass('"public"."idx_review_customerId"'))), HINT = 'Drop it with DROP INDEX CONCURRENTLY and apply this file again.';
  END IF;
END $wes$;
