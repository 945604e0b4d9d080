-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."member" (
    "id" uuid NOT NULL,
    "teamId" uuid NOT NULL,
    "mentorId" uuid,
    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "public"."region" (
    "id" uuid NOT NULL,
    CONSTRAINT "region_pkey" PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "public"."team" (
    "id" uuid NOT NULL,
    "regionId" uuid NOT NULL,
    "leadId" uuid,
    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- ---- Foreign keys: NOT VALID, so that no row is read while both tables are locked

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."member"') AND conname = 'fk_member_mentorId') THEN
    ALTER TABLE "public"."member" ADD CONSTRAINT "fk_member_mentorId" FOREIGN KEY ("mentorId") REFERENCES "public"."member" ("id") NOT VALID;
  END IF;
END $wes$;

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."member"') AND conname = 'fk_member_teamId') THEN
    ALTER TABLE "public"."member" ADD CONSTRAINT "fk_member_teamId" FOREIGN KEY ("teamId") REFERENCES "public"."team" ("id") NOT VALID;
  END IF;
END $wes$;

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."team"') AND conname = 'fk_team_leadId') THEN
    ALTER TABLE "public"."team" ADD CONSTRAINT "fk_team_leadId" FOREIGN KEY ("leadId") REFERENCES "public"."member" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT VALID;
  END IF;
END $wes$;

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."team"') AND conname = 'fk_team_regionId') THEN
    ALTER TABLE "public"."team" ADD CONSTRAINT "fk_team_regionId" FOREIGN KEY ("regionId") REFERENCES "public"."region" ("id") NOT VALID;
  END IF;
END $wes$;

-- ---- Deferred validation: reads all rows under weak locks; can run later

ALTER TABLE "public"."member" VALIDATE CONSTRAINT "fk_member_mentorId";

ALTER TABLE "public"."member" VALIDATE CONSTRAINT "fk_member_teamId";

ALTER TABLE "public"."team" VALIDATE CONSTRAINT "fk_team_leadId";

ALTER TABLE "public"."team" VALIDATE CONSTRAINT "fk_team_regionId";
