risk 0.03, 3 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 AddColumn, LOW, LOSSY, locks person AX (catalogue)
--   WES-COL-002 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."person" ADD COLUMN "active" boolean DEFAULT true NOT NULL;

-- transaction 2: transactional
-- expand-02 AddColumn, LOW, LOSSY, locks person AX (catalogue)
--   WES-COL-002 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."person" ADD COLUMN "role" text DEFAULT 'member' NOT NULL;

-- transaction 3: transactional
-- expand-03 AddColumn, LOW, LOSSY, locks person AX (catalogue)
--   WES-COL-002 WES-LOCK-041 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."person" ADD COLUMN "seenAt" timestamptz DEFAULT now() NOT NULL;
