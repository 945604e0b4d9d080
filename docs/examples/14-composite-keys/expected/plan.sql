risk 0.02, 2 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 AddForeignKey, LOW, REVERSIBLE, locks pallet SRX (catalogue), warehouse SRX (catalogue)
--   WES-FK-003 WES-LOCK-140 WES-LOCK-141 WES-RISK-003 WES-RUN-090
ALTER TABLE "public"."pallet" ADD CONSTRAINT "fk_pallet_country_warehouse" FOREIGN KEY ("country", "warehouse") REFERENCES "public"."warehouse" ("country", "code") NOT VALID;

-- transaction 2: validation
-- validate-01 ValidateForeignKey, LOW, REVERSIBLE, locks pallet SUX (scan), warehouse RS (scan)
--   WES-COST-002 WES-FK-003 WES-LOCK-145 WES-LOCK-146 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."pallet" VALIDATE CONSTRAINT "fk_pallet_country_warehouse";
