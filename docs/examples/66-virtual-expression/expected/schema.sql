-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."square" (
    "id" uuid NOT NULL,
    "side" integer,
    "area" integer GENERATED ALWAYS AS (side * side) VIRTUAL,
    CONSTRAINT "square_pkey" PRIMARY KEY ("id")
);
