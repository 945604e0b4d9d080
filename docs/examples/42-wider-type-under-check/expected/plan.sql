risk 0.06, 5 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 ChangeTypeUnderChecks, LOW, LOSSY, locks account AX (catalogue), idx_account_code AX (catalogue)
--   WES-LOCK-247 WES-LOCK-248 WES-RISK-003 WES-RISK-071 WES-RUN-204 WES-TYPE-051 WES-TYPE-059
ALTER TABLE "public"."account" DROP CONSTRAINT "account_code_check", ALTER COLUMN "code" TYPE varchar(80), ADD CONSTRAINT "account_code_check" CHECK (code <> '') NOT VALID;

-- transaction 2: non-transactional
-- expand-02 DropIndex, LOW, REVERSIBLE, locks idx_account_mail AX (catalogue), account SUX (catalogue)
--   WES-LOCK-166 WES-LOCK-167 WES-RISK-003 WES-RUN-106 WES-TYPE-052
DROP INDEX CONCURRENTLY "public"."idx_account_mail";

-- transaction 3: transactional
-- expand-03 ChangeColumnType, LOW, LOSSY, locks account AX (catalogue)
--   WES-LOCK-080 WES-RISK-003 WES-RISK-071 WES-RUN-052 WES-TYPE-050 WES-TYPE-052
ALTER TABLE "public"."account" ALTER COLUMN "mail" TYPE varchar(80);

-- transaction 4: non-transactional
-- expand-04 CreateIndex, LOW, REVERSIBLE, locks account SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-TYPE-052
CREATE INDEX CONCURRENTLY "idx_account_mail" ON "public"."account" ("mail") WHERE (mail IS NOT NULL);

-- transaction 5: validation
-- validate-01 ValidateCheck, LOW, REVERSIBLE, locks account SUX (scan)
--   WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033 WES-TYPE-059
ALTER TABLE "public"."account" VALIDATE CONSTRAINT "account_code_check";
