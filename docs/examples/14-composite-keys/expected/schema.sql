-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."pallet" (
    "id" uuid NOT NULL,
    "country" text NOT NULL,
    "warehouse" text NOT NULL,
    CONSTRAINT "pallet_pkey" PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "public"."warehouse" (
    "country" text NOT NULL,
    "code" text NOT NULL,
    CONSTRAINT "warehouse_pkey" PRIMARY KEY ("country", "code")
);

-- ---- Foreign keys: NOT VALID, so that no row is read while both tables are locked

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."pallet"') AND conname = 'fk_pallet_country_warehouse') THEN
    ALTER TABLE "public"."pallet" ADD CONSTRAINT "fk_pallet_country_warehouse" FOREIGN KEY ("country", "warehouse") REFERENCES "public"."warehouse" ("country", "code") NOT VALID;
  END IF;
END $wes$;

-- ---- Deferred validation: reads all rows under weak locks; can run later

ALTER TABLE "public"."pallet" VALIDATE CONSTRAINT "fk_pallet_country_warehouse";
