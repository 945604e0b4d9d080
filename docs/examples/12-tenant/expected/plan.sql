risk 0.02, 9 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 CreateTable, LOW, LOSSY, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RUN-002 WES-TABLE-001
CREATE TABLE "public"."document" (
    "id" uuid NOT NULL,
    "orgId" uuid NOT NULL,
    "title" text NOT NULL,
    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);
-- expand-02 CreateIndex, LOW, REVERSIBLE, locks only what the plan creates
--   WES-INDEX-001 WES-LOCK-001 WES-RISK-001 WES-RUN-001
CREATE INDEX "idx_document_orgId" ON "public"."document" ("orgId");
-- expand-03 CreatePolicy, LOW, REVERSIBLE, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RLS-001 WES-RUN-001
CREATE POLICY "policy_document_tenant_delete" ON "public"."document" FOR DELETE TO PUBLIC USING ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid);
-- expand-04 CreatePolicy, LOW, REVERSIBLE, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RLS-001 WES-RUN-001
CREATE POLICY "policy_document_tenant_insert" ON "public"."document" FOR INSERT TO PUBLIC WITH CHECK ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid);
-- expand-05 CreatePolicy, LOW, REVERSIBLE, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RLS-001 WES-RUN-001
CREATE POLICY "policy_document_tenant_select" ON "public"."document" FOR SELECT TO PUBLIC USING ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid);
-- expand-06 CreatePolicy, LOW, REVERSIBLE, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RLS-001 WES-RUN-001
CREATE POLICY "policy_document_tenant_update" ON "public"."document" FOR UPDATE TO PUBLIC USING ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid) WITH CHECK ("orgId" = (SELECT auth.jwt_claim('org_id'))::uuid);
-- expand-07 SetRowSecurity, LOW, REVERSIBLE, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RLS-004 WES-RUN-001
ALTER TABLE "public"."document" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- transaction 2: transactional
-- expand-08 AddForeignKey, LOW, REVERSIBLE, locks org SRX (catalogue)
--   WES-FK-002 WES-LOCK-141 WES-RISK-003 WES-RUN-090
ALTER TABLE "public"."document" ADD CONSTRAINT "fk_document_orgId" FOREIGN KEY ("orgId") REFERENCES "public"."org" ("id") ON DELETE CASCADE NOT VALID;

-- transaction 3: validation
-- validate-01 ValidateForeignKey, LOW, REVERSIBLE, locks org RS (scan)
--   WES-COST-002 WES-FK-002 WES-LOCK-146 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."document" VALIDATE CONSTRAINT "fk_document_orgId";
