risk 0.01, 1 steps, Postgres 18

-- transaction 1: transactional
-- switch-01 SetExpression, LOW, REVERSIBLE, locks square AX (catalogue)
--   WES-COL-063 WES-LOCK-272 WES-RISK-003 WES-RUN-224
ALTER TABLE "public"."square" ALTER COLUMN "area" SET EXPRESSION AS (side * side);
