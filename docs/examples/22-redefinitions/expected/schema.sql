-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."book" (
    "id" uuid NOT NULL,
    "title" text,
    "isbn" text,
    "edition" integer,
    "shelfId" uuid,
    CONSTRAINT "book_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "book_once" UNIQUE ("isbn", "edition"),
    CONSTRAINT "book_edition" CHECK (edition > 0 AND edition < 1000)
);

CREATE TABLE IF NOT EXISTS "public"."shelf" (
    "id" uuid NOT NULL,
    CONSTRAINT "shelf_pkey" PRIMARY KEY ("id")
);

-- ---- Indexes

CREATE INDEX CONCURRENTLY IF NOT EXISTS "book_search" ON "public"."book" ("title", "edition");

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_book_shelfId" ON "public"."book" ("shelfId");

-- ---- Foreign keys: NOT VALID, so that no row is read while both tables are locked

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."book"') AND conname = 'book_shelf') THEN
    ALTER TABLE "public"."book" ADD CONSTRAINT "book_shelf" FOREIGN KEY ("shelfId") REFERENCES "public"."shelf" ("id") ON DELETE CASCADE NOT VALID;
  END IF;
END $wes$;

-- ---- Deferred validation: reads all rows under weak locks; can run later

ALTER TABLE "public"."book" VALIDATE CONSTRAINT "book_shelf";

-- ---- Proof: an index whose concurrent build was interrupted exists, but is invalid

DO $wes$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."book_search"'),
      pg_catalog.to_regclass('"public"."idx_book_shelfId"'))) THEN
    RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat('the concurrent build of an index was interrupted, so it is invalid: ', pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."book_search"'),
      pg_catalog.to_regclass('"public"."idx_book_shelfId"'))), HINT = 'Drop it with DROP INDEX CONCURRENTLY and apply this file again.';
  END IF;
END $wes$;
