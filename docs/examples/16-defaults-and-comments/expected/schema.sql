-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."person" (
    "id" uuid NOT NULL,
    "role" text DEFAULT 'guest' NOT NULL,
    "team" text DEFAULT 'none',
    "age" integer,
    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- ---- Comments

COMMENT ON TABLE "public"."person" IS 'People we know, and some we don''t.';

COMMENT ON COLUMN "public"."person"."team" IS 'It''s the team''s name; "quotes" and all.';
