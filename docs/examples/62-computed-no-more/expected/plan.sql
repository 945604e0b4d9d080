risk 0.01, 1 steps, Postgres 18

-- transaction 1: transactional
-- switch-01 DropExpression, MEDIUM, IRREVERSIBLE, locks box AX (catalogue)
--   WES-COL-067 WES-LOCK-274 WES-RISK-003 WES-RISK-070 WES-RUN-226
ALTER TABLE "public"."box" ALTER COLUMN "area" DROP EXPRESSION;
