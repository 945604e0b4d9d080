risk 0.02, 4 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 CreateTable, LOW, LOSSY, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RUN-002 WES-TABLE-001
CREATE TABLE "public"."invoice" (
    "id" uuid NOT NULL,
    "accountId" uuid NOT NULL,
    "amount" numeric(12,2) NOT NULL,
    "lines" text[] NOT NULL,
    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invoice_lines_no_null_items_check" CHECK (array_position("lines", NULL) IS NULL)
);
-- expand-02 CreateIndex, LOW, REVERSIBLE, locks only what the plan creates
--   WES-INDEX-001 WES-LOCK-001 WES-RISK-001 WES-RUN-001
CREATE INDEX "idx_invoice_accountId" ON "public"."invoice" ("accountId");

-- transaction 2: transactional
-- expand-03 AddForeignKey, LOW, REVERSIBLE, locks account SRX (catalogue)
--   WES-FK-002 WES-LOCK-141 WES-RISK-003 WES-RUN-090
ALTER TABLE "public"."invoice" ADD CONSTRAINT "fk_invoice_accountId" FOREIGN KEY ("accountId") REFERENCES "public"."account" ("id") ON DELETE CASCADE NOT VALID;

-- transaction 3: validation
-- validate-01 ValidateForeignKey, LOW, REVERSIBLE, locks account RS (scan)
--   WES-COST-002 WES-FK-002 WES-LOCK-146 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."invoice" VALIDATE CONSTRAINT "fk_invoice_accountId";
