-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."badges" (
    "code" text NOT NULL,
    "owner" text NOT NULL,
    CONSTRAINT "badges_pkey" PRIMARY KEY ("code", "owner")
);

CREATE TABLE IF NOT EXISTS "public"."seats" (
    "id" uuid NOT NULL,
    "hall" text NOT NULL,
    "number" integer NOT NULL,
    "note" text,
    CONSTRAINT "seats_pkey" PRIMARY KEY ("hall", "number"),
    CONSTRAINT "seats_id_key" UNIQUE ("id")
);
