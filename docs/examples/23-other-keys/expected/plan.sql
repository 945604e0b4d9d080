risk 0.11, 8 steps, Postgres 18

-- transaction 1: non-transactional
-- expand-01 CreateIndex, LOW, REVERSIBLE, locks badges SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-PK-013 WES-RISK-011 WES-RUN-101
CREATE UNIQUE INDEX CONCURRENTLY "badges_pkey_new" ON "public"."badges" ("code", "owner");

-- transaction 2: non-transactional
-- expand-02 CreateIndex, LOW, REVERSIBLE, locks seats SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-UNIQUE-001
CREATE UNIQUE INDEX CONCURRENTLY "seats_id_key" ON "public"."seats" ("id");

-- transaction 3: non-transactional
-- expand-03 CreateIndex, LOW, REVERSIBLE, locks seats SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-PK-013 WES-RISK-011 WES-RUN-101
CREATE UNIQUE INDEX CONCURRENTLY "seats_pkey_new" ON "public"."seats" ("hall", "number");

-- transaction 4: transactional
-- expand-04 AddUniqueUsingIndex, LOW, REVERSIBLE, locks seats AX (catalogue)
--   WES-LOCK-011 WES-RISK-003 WES-RUN-030 WES-UNIQUE-001
ALTER TABLE "public"."seats" ADD CONSTRAINT "seats_id_key" UNIQUE USING INDEX "seats_id_key";

-- transaction 5: transactional
-- validate-01 AddNotNullConstraint, LOW, REVERSIBLE, locks badges AX (catalogue)
--   WES-LOCK-010 WES-NULL-005 WES-RISK-003 WES-RUN-032
ALTER TABLE "public"."badges" ADD CONSTRAINT "badges_owner_not_null" NOT NULL "owner" NOT VALID;

-- transaction 6: validation
-- validate-02 ValidateCheck, LOW, REVERSIBLE, locks badges SUX (scan)
--   WES-COST-002 WES-LOCK-102 WES-NULL-005 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."badges" VALIDATE CONSTRAINT "badges_owner_not_null";

-- transaction 7: transactional
-- switch-01 ReplacePrimaryKey, LOW, REVERSIBLE, locks badges AX (catalogue), badges_pkey AX (catalogue)
--   WES-LOCK-011 WES-LOCK-123 WES-PK-013 WES-RISK-003 WES-RUN-034
ALTER TABLE "public"."badges" DROP CONSTRAINT "badges_pkey", ADD CONSTRAINT "badges_pkey" PRIMARY KEY USING INDEX "badges_pkey_new";

-- transaction 8: transactional
-- switch-02 ReplacePrimaryKey, LOW, REVERSIBLE, locks seats AX (catalogue), seats_pkey AX (catalogue)
--   WES-LOCK-011 WES-LOCK-123 WES-PK-013 WES-RISK-003 WES-RUN-034
ALTER TABLE "public"."seats" DROP CONSTRAINT "seats_pkey", ADD CONSTRAINT "seats_pkey" PRIMARY KEY USING INDEX "seats_pkey_new";
