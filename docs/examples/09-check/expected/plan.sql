risk 0.04, 4 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 AddCheck, LOW, REVERSIBLE, locks item AX (catalogue)
--   WES-CHECK-001 WES-LOCK-100 WES-RISK-003 WES-RUN-070
ALTER TABLE "public"."item" ADD CONSTRAINT "item_discount_check" CHECK (discount <= price) NOT VALID;

-- transaction 2: transactional
-- expand-02 AddCheck, LOW, REVERSIBLE, locks item AX (catalogue)
--   WES-CHECK-001 WES-LOCK-100 WES-RISK-003 WES-RUN-070
ALTER TABLE "public"."item" ADD CONSTRAINT "item_price_check" CHECK (price >= 0) NOT VALID;

-- transaction 3: validation
-- validate-01 ValidateCheck, LOW, REVERSIBLE, locks item SUX (scan)
--   WES-CHECK-001 WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."item" VALIDATE CONSTRAINT "item_discount_check";

-- transaction 4: validation
-- validate-02 ValidateCheck, LOW, REVERSIBLE, locks item SUX (scan)
--   WES-CHECK-001 WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."item" VALIDATE CONSTRAINT "item_price_check";
