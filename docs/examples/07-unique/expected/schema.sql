-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."person" (
    "id" uuid NOT NULL,
    "email" text NOT NULL,
    "country" text NOT NULL,
    "passport" text NOT NULL,
    CONSTRAINT "person_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "person_country_passport_key" UNIQUE ("country", "passport"),
    CONSTRAINT "person_email_key" UNIQUE ("email")
);
