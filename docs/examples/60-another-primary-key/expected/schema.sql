-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."member" (
    "id" uuid NOT NULL,
    "tenant" integer NOT NULL,
    "no" integer NOT NULL,
    CONSTRAINT "member_pkey" PRIMARY KEY ("tenant", "no"),
    CONSTRAINT "member_id_key" UNIQUE ("id")
);

CREATE TABLE IF NOT EXISTS "public"."visit" (
    "id" uuid NOT NULL,
    "member" uuid NOT NULL,
    CONSTRAINT "visit_key" PRIMARY KEY ("member", "id")
);

-- ---- Indexes

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_visit_member" ON "public"."visit" ("member");

-- ---- Proof: an index whose concurrent build was interrupted exists, but is invalid

DO $wes$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_visit_member"'))) THEN
    RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat('the concurrent build of an index was interrupted, so it is invalid: ', pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_visit_member"'))), HINT = 'Drop it with DROP INDEX CONCURRENTLY and apply this file again.';
  END IF;
END $wes$;
