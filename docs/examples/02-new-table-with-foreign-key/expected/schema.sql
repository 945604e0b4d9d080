-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."account" (
    "id" uuid NOT NULL,
    "name" text NOT NULL,
    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "public"."invoice" (
    "id" uuid NOT NULL,
    "accountId" uuid NOT NULL,
    "amount" numeric(12,2) NOT NULL,
    "lines" text[] NOT NULL,
    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invoice_lines_no_null_items_check" CHECK (array_position("lines", NULL) IS NULL)
);

-- ---- Indexes

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_invoice_accountId" ON "public"."invoice" ("accountId");

-- ---- Foreign keys: NOT VALID, so that no row is read while both tables are locked

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."invoice"') AND conname = 'fk_invoice_accountId') THEN
    ALTER TABLE "public"."invoice" ADD CONSTRAINT "fk_invoice_accountId" FOREIGN KEY ("accountId") REFERENCES "public"."account" ("id") ON DELETE CASCADE NOT VALID;
  END IF;
END $wes$;

-- ---- Deferred validation: reads all rows under weak locks; can run later

ALTER TABLE "public"."invoice" VALIDATE CONSTRAINT "fk_invoice_accountId";

-- ---- Proof: an index whose concurrent build was interrupted exists, but is invalid

DO $wes$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_invoice_accountId"'))) THEN
    RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat('the concurrent build of an index was interrupted, so it is invalid: ', pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_invoice_accountId"'))), HINT = 'Drop it with DROP INDEX CONCURRENTLY and apply this file again.';
  END IF;
END $wes$;
