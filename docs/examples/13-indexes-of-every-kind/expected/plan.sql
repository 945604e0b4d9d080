risk 0.09, 5 steps, Postgres 18

-- transaction 1: non-transactional
-- expand-01 CreateIndex, LOW, REVERSIBLE, locks page SUX (build)
--   WES-COST-006 WES-INDEX-002 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "idx_page_body" ON "public"."page" USING "gin" ("body" "jsonb_path_ops");

-- transaction 2: non-transactional
-- expand-02 CreateIndex, LOW, REVERSIBLE, locks page SUX (build)
--   WES-COST-006 WES-INDEX-002 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "idx_page_live_slug" ON "public"."page" ("slug") WHERE ("deletedAt" IS NULL);

-- transaction 3: non-transactional
-- expand-03 CreateIndex, LOW, REVERSIBLE, locks page SUX (build)
--   WES-COST-006 WES-INDEX-003 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "idx_page_lower_title" ON "public"."page" ((lower(title)));

-- transaction 4: non-transactional
-- expand-04 CreateIndex, LOW, REVERSIBLE, locks page SUX (build)
--   WES-COST-006 WES-INDEX-002 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "idx_page_slug_title" ON "public"."page" ("slug") INCLUDE ("title");

-- transaction 5: validation
-- validate-01 Analyze, LOW, REVERSIBLE, locks page SUX (scan)
--   WES-COST-002 WES-INDEX-003 WES-LOCK-024 WES-RISK-010 WES-RUN-033
ANALYZE "public"."page";
