-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."address" (
    "id" uuid NOT NULL,
    "personId" uuid NOT NULL,
    "street" text,
    CONSTRAINT "address_pkey" PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "public"."human" (
    "id" uuid NOT NULL,
    "mail" text NOT NULL,
    "nick" text,
    "born" date,
    CONSTRAINT "human_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "human_mail_key" UNIQUE ("mail")
);

-- ---- Indexes

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_address_personId" ON "public"."address" ("personId");

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_human_nick" ON "public"."human" ("nick");

-- ---- Foreign keys: NOT VALID, so that no row is read while both tables are locked

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."address"') AND conname = 'fk_address_personId') THEN
    ALTER TABLE "public"."address" ADD CONSTRAINT "fk_address_personId" FOREIGN KEY ("personId") REFERENCES "public"."human" ("id") NOT VALID;
  END IF;
END $wes$;

-- ---- Deferred validation: reads all rows under weak locks; can run later

ALTER TABLE "public"."address" VALIDATE CONSTRAINT "fk_address_personId";

-- ---- Proof: an index whose concurrent build was interrupted exists, but is invalid

DO $wes$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_address_personId"'),
      pg_catalog.to_regclass('"public"."idx_human_nick"'))) THEN
    RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat('the concurrent build of an index was interrupted, so it is invalid: ', pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_address_personId"'),
      pg_catalog.to_regclass('"public"."idx_human_nick"'))), HINT = 'Drop it with DROP INDEX CONCURRENTLY and apply this file again.';
  END IF;
END $wes$;
