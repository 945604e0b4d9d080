risk 0.06, 4 steps, Postgres 18

-- transaction 1: non-transactional
-- expand-01 CreateIndex, LOW, REVERSIBLE, locks person SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-UNIQUE-001
CREATE UNIQUE INDEX CONCURRENTLY "person_country_passport_key" ON "public"."person" ("country", "passport");

-- transaction 2: non-transactional
-- expand-02 CreateIndex, LOW, REVERSIBLE, locks person SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-UNIQUE-001
CREATE UNIQUE INDEX CONCURRENTLY "person_email_key" ON "public"."person" ("email");

-- transaction 3: transactional
-- expand-03 AddUniqueUsingIndex, LOW, REVERSIBLE, locks person AX (catalogue)
--   WES-LOCK-011 WES-RISK-003 WES-RUN-030 WES-UNIQUE-001
ALTER TABLE "public"."person" ADD CONSTRAINT "person_country_passport_key" UNIQUE USING INDEX "person_country_passport_key";

-- transaction 4: transactional
-- expand-04 AddUniqueUsingIndex, LOW, REVERSIBLE, locks person AX (catalogue)
--   WES-LOCK-011 WES-RISK-003 WES-RUN-030 WES-UNIQUE-001
ALTER TABLE "public"."person" ADD CONSTRAINT "person_email_key" UNIQUE USING INDEX "person_email_key";
