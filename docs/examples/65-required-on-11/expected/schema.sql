-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."guest" (
    "id" uuid NOT NULL,
    "email" text DEFAULT '' NOT NULL,
    "name" text NOT NULL,
    CONSTRAINT "guest_pkey" PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "public"."seat" (
    "id" bigint NOT NULL,
    "no" integer NOT NULL,
    CONSTRAINT "seat_pkey" PRIMARY KEY ("no", "id")
);
