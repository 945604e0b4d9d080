-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."account" (
    "id" uuid NOT NULL,
    "code" varchar(80) NOT NULL,
    "mail" varchar(80),
    CONSTRAINT "account_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_code_check" CHECK (code <> '')
);

-- ---- Indexes

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_account_code" ON "public"."account" ("code");

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_account_mail" ON "public"."account" ("mail") WHERE (mail IS NOT NULL);

-- ---- Proof: an index whose concurrent build was interrupted exists, but is invalid

DO $wes$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_account_code"'),
      pg_catalog.to_regclass('"public"."idx_account_mail"'))) THEN
    RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat('the concurrent build of an index was interrupted, so it is invalid: ', pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_account_code"'),
      pg_catalog.to_regclass('"public"."idx_account_mail"'))), HINT = 'Drop it with DROP INDEX CONCURRENTLY and apply this file again.';
  END IF;
END $wes$;
