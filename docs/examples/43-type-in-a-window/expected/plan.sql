risk 0.6, 2 steps, Postgres 18

-- transaction 1: transactional
-- switch-01 ChangeColumnType, CRITICAL, LOSSY, locks account AX (rewrite), account_pkey AX (rewrite), idx_account_visits AX (rewrite)
--   WES-COST-008 WES-LOCK-082 WES-LOCK-083 WES-RISK-014 WES-RISK-022 WES-RISK-071 WES-RUN-053 WES-TYPE-066
ALTER TABLE "public"."account" ALTER COLUMN "id" TYPE bigint;

-- transaction 2: transactional
-- switch-02 ChangeColumnType, CRITICAL, LOSSY, locks account AX (rewrite), account_pkey AX (rewrite), idx_account_visits AX (rewrite)
--   WES-COST-008 WES-LOCK-082 WES-LOCK-083 WES-RISK-014 WES-RISK-022 WES-RISK-071 WES-RUN-053 WES-TYPE-067
ALTER TABLE "public"."account" ALTER COLUMN "visits" TYPE integer USING (CAST("visits" AS integer));
