-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Enum types

DO $wes$
BEGIN
  IF pg_catalog.to_regtype('"public"."size"') IS NULL THEN
    CREATE TYPE "public"."size" AS ENUM ('LARGE', 'SMALL');
  END IF;
END $wes$;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."shirt" (
    "id" uuid NOT NULL,
    "size" "public"."size" DEFAULT 'SMALL' NOT NULL,
    "spare" "public"."size",
    CONSTRAINT "shirt_pkey" PRIMARY KEY ("id")
);

-- ---- Indexes

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_shirt_size" ON "public"."shirt" ("size");

-- ---- Proof: an index whose concurrent build was interrupted exists, but is invalid

DO $wes$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_shirt_size"'))) THEN
    RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat('the concurrent build of an index was interrupted, so it is invalid: ', pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_shirt_size"'))), HINT = 'Drop it with DROP INDEX CONCURRENTLY and apply this file again.';
  END IF;
END $wes$;
