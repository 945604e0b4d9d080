risk 0.02, 2 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 ChangeColumnType, LOW, LOSSY, locks person AX (catalogue)
--   WES-LOCK-080 WES-RISK-003 WES-RISK-071 WES-RUN-052 WES-TYPE-050
ALTER TABLE "public"."person" ALTER COLUMN "balance" TYPE numeric(12,2);

-- transaction 2: transactional
-- expand-02 ChangeColumnType, LOW, LOSSY, locks person AX (catalogue)
--   WES-LOCK-080 WES-RISK-003 WES-RISK-071 WES-RUN-052 WES-TYPE-050
ALTER TABLE "public"."person" ALTER COLUMN "name" TYPE varchar(80);
