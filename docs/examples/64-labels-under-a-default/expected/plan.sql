risk 0.6, 5 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 CreateEnum, LOW, REVERSIBLE, locks only what the plan creates
--   WES-ENUM-010 WES-ENUM-012 WES-ENUM-023 WES-LOCK-003 WES-RISK-001 WES-RUN-004
CREATE TYPE "public"."size_new" AS ENUM ('LARGE', 'SMALL');

-- transaction 2: transactional
-- switch-01 ChangeColumnType, CRITICAL, LOSSY, locks idx_shirt_size AX (rewrite), shirt AX (rewrite), shirt_pkey AX (rewrite)
--   WES-COST-008 WES-ENUM-023 WES-LOCK-082 WES-LOCK-083 WES-RISK-014 WES-RISK-022 WES-RISK-071 WES-RUN-053
ALTER TABLE "public"."shirt" ALTER COLUMN "size" DROP DEFAULT, ALTER COLUMN "size" TYPE "public"."size_new" USING (CAST(CAST("size" AS text) AS "public"."size_new")), ALTER COLUMN "size" SET DEFAULT 'SMALL';

-- transaction 3: transactional
-- switch-02 ChangeColumnType, CRITICAL, LOSSY, locks idx_shirt_size AX (rewrite), shirt AX (rewrite), shirt_pkey AX (rewrite)
--   WES-COST-008 WES-ENUM-012 WES-LOCK-082 WES-LOCK-083 WES-RISK-014 WES-RISK-022 WES-RISK-071 WES-RUN-053
ALTER TABLE "public"."shirt" ALTER COLUMN "spare" TYPE "public"."size_new" USING (CAST(CAST("spare" AS text) AS "public"."size_new"));

-- transaction 4: transactional
-- contract-01 DropEnum, LOW, REVERSIBLE, locks only what the plan creates
--   WES-ENUM-010 WES-ENUM-012 WES-ENUM-023 WES-LOCK-003 WES-RISK-001 WES-RUN-022
DROP TYPE "public"."size";

-- transaction 5: transactional
-- contract-02 RenameEnum, LOW, REVERSIBLE, locks only what the plan creates
--   WES-ENUM-010 WES-LOCK-003 WES-RISK-001 WES-RUN-023
ALTER TYPE "public"."size_new" RENAME TO "size";
