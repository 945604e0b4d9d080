risk 0.2, 1 steps, Postgres 18

-- transaction 1: transactional
-- switch-01 SetExpression, HIGH, REVERSIBLE, locks idx_parcel_cents AX (rewrite), idx_parcel_note AX (rewrite), parcel AX (rewrite), parcel_pkey AX (rewrite)
--   WES-COL-060 WES-COST-008 WES-LOCK-270 WES-LOCK-271 WES-RISK-014 WES-RUN-225
ALTER TABLE "public"."parcel" ALTER COLUMN "cents" SET EXPRESSION AS (grams * 3);
