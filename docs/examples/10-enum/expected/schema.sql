-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Enum types

DO $wes$
BEGIN
  IF pg_catalog.to_regtype('"public"."colour"') IS NULL THEN
    CREATE TYPE "public"."colour" AS ENUM ('RED', 'BLUE');
  END IF;
END $wes$;

DO $wes$
BEGIN
  IF pg_catalog.to_regtype('"public"."size"') IS NULL THEN
    CREATE TYPE "public"."size" AS ENUM ('SMALL', 'MEDIUM', 'LARGE', 'HUGE');
  END IF;
END $wes$;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."shirt" (
    "id" uuid NOT NULL,
    "size" "public"."size" DEFAULT 'MEDIUM' NOT NULL,
    "colour" "public"."colour",
    CONSTRAINT "shirt_pkey" PRIMARY KEY ("id")
);

-- ---- Comments

COMMENT ON TYPE "public"."size" IS 'HUGE: For the very tall.';
