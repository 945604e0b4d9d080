risk 0.04, 2 steps, Postgres 18

-- transaction 1: non-transactional
-- expand-01 CreateIndex, LOW, REVERSIBLE, locks event SUX (build)
--   WES-COST-006 WES-INDEX-002 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "idx_event_at" ON "public"."event" ("at");

-- transaction 2: non-transactional
-- expand-02 CreateIndex, LOW, REVERSIBLE, locks event SUX (build)
--   WES-COST-006 WES-INDEX-002 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "idx_event_kind_at" ON "public"."event" ("kind", "at");
