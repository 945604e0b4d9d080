risk 0.02, 6 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 CreateEnum, LOW, REVERSIBLE, locks only what the plan creates
--   WES-ENUM-001 WES-LOCK-003 WES-RISK-001 WES-RUN-004
CREATE TYPE "public"."colour" AS ENUM ('RED', 'BLUE');

-- transaction 2: transactional
-- expand-02 AddEnumLabel, MEDIUM, IRREVERSIBLE, locks only what the plan creates
--   WES-ENUM-003 WES-LOCK-003 WES-RISK-001 WES-RISK-070 WES-RUN-021
ALTER TYPE "public"."size" ADD VALUE 'HUGE';

-- transaction 3: transactional
-- expand-03 AddEnumLabel, MEDIUM, IRREVERSIBLE, locks only what the plan creates
--   WES-ENUM-003 WES-LOCK-003 WES-RISK-001 WES-RISK-070 WES-RUN-021
ALTER TYPE "public"."size" ADD VALUE 'MEDIUM' BEFORE 'LARGE';

-- transaction 4: transactional
-- expand-04 CommentOnEnum, LOW, REVERSIBLE, locks only what the plan creates
--   WES-COMMENT-003 WES-LOCK-003 WES-RISK-001 WES-RUN-006
COMMENT ON TYPE "public"."size" IS 'HUGE: For the very tall.';

-- transaction 5: transactional
-- expand-05 AddColumn, LOW, LOSSY, locks shirt AX (catalogue)
--   WES-COL-001 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."shirt" ADD COLUMN "colour" "public"."colour";

-- transaction 6: transactional
-- expand-06 SetDefault, LOW, REVERSIBLE, locks shirt AX (catalogue)
--   WES-DEFAULT-001 WES-LOCK-010 WES-RISK-003 WES-RUN-030
ALTER TABLE "public"."shirt" ALTER COLUMN "size" SET DEFAULT 'MEDIUM';
