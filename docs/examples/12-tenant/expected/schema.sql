-- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
--
-- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
-- cannot run inside one. Applying it again changes nothing.

SET standard_conforming_strings = on;

-- ---- Tenant context: which tenant a session acts for

DO $wes1$
BEGIN
  IF pg_catalog.to_regprocedure('auth.jwt_claim(text)') IS NULL THEN
    IF pg_catalog.to_regnamespace('auth') IS NULL THEN CREATE SCHEMA "auth"; END IF;
    CREATE FUNCTION "auth"."jwt_claim"("name" text) RETURNS text LANGUAGE sql STABLE SET search_path = ''
      AS $wes$SELECT CAST(nullif(pg_catalog.current_setting('request.jwt.claims', true), '') AS pg_catalog.jsonb) ->> "name"$wes$;
  END IF;
END $wes1$;

-- ---- Tables

CREATE TABLE IF NOT EXISTS "public"."document" (
    "id" uuid NOT NULL,
    "orgId" uuid NOT NULL,
    "title" text NOT NULL,
    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

CREATE TABLE IF NOT EXISTS "public"."org" (
    "id" uuid NOT NULL,
    "name" text NOT NULL,
    CONSTRAINT "org_pkey" PRIMARY KEY ("id")
);

-- ---- Indexes

CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_document_orgId" ON "public"."document" ("orgId");

-- ---- Foreign keys: NOT VALID, so that no row is read while both tables are locked

DO $wes$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass('"public"."document"') AND conname = 'fk_document_orgId') THEN
    ALTER TABLE "public"."document" ADD CONSTRAINT "fk_document_orgId" FOREIGN KEY ("orgId") REFERENCES "public"."org" ("id") ON DELETE CASCADE NOT VALID;
  END IF;
END $wes$;

-- ---- Deferred validation: reads all rows under weak locks; can run later

ALTER TABLE "public"."document" VALIDATE CONSTRAINT "fk_document_orgId";

-- ---- Row-level security: policies first, then the switch

DO $wes$
BEGIN
  DROP POLICY IF EXISTS "policy_document_tenant_delete" ON "public"."document";
  CREATE POLICY "policy_document_tenant_delete" ON "public"."document" FOR DELETE TO PUBLIC USING ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid);
END $wes$;

DO $wes$
BEGIN
  DROP POLICY IF EXISTS "policy_document_tenant_insert" ON "public"."document";
  CREATE POLICY "policy_document_tenant_insert" ON "public"."document" FOR INSERT TO PUBLIC WITH CHECK ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid);
END $wes$;

DO $wes$
BEGIN
  DROP POLICY IF EXISTS "policy_document_tenant_select" ON "public"."document";
  CREATE POLICY "policy_document_tenant_select" ON "public"."document" FOR SELECT TO PUBLIC USING ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid);
END $wes$;

DO $wes$
BEGIN
  DROP POLICY IF EXISTS "policy_document_tenant_update" ON "public"."document";
  CREATE POLICY "policy_document_tenant_update" ON "public"."document" FOR UPDATE TO PUBLIC USING ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid) WITH CHECK ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid);
END $wes$;

ALTER TABLE "public"."document" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- ---- Proof: an index whose concurrent build was interrupted exists, but is invalid

DO $wes$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_document_orgId"'))) THEN
    RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat('the concurrent build of an index was interrupted, so it is invalid: ', pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (
      pg_catalog.to_regclass('"public"."idx_document_orgId"'))), HINT = 'Drop it with DROP INDEX CONCURRENTLY and apply this file again.';
  END IF;
END $wes$;
