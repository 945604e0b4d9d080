risk 0.9, 10 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 RenameTable, HIGH, REVERSIBLE, locks person AX (catalogue)
--   WES-LOCK-011 WES-RISK-003 WES-RISK-024 WES-RUN-038 WES-TABLE-031
ALTER TABLE "public"."person" RENAME TO "human";

-- transaction 2: transactional
-- expand-02 RenameColumn, HIGH, REVERSIBLE, locks human AX (catalogue)
--   WES-COL-031 WES-LOCK-010 WES-RISK-003 WES-RISK-024 WES-RUN-038
ALTER TABLE "public"."human" RENAME COLUMN "email" TO "mail";

-- transaction 3: transactional
-- expand-03 AddColumn, LOW, LOSSY, locks human AX (catalogue)
--   WES-COL-001 WES-LOCK-040 WES-RISK-003 WES-RISK-071 WES-RUN-050
ALTER TABLE "public"."human" ADD COLUMN "born" date;

-- transaction 4: transactional
-- contract-01 RenameIndex, LOW, REVERSIBLE, locks idx_person_nick SUX (catalogue)
--   WES-INDEX-009 WES-LOCK-169 WES-RISK-002 WES-RUN-035
ALTER INDEX "public"."idx_person_nick" RENAME TO "idx_human_nick";

-- transaction 5: transactional
-- contract-02 RenameConstraint, LOW, REVERSIBLE, locks human AX (catalogue), person_email_key SUX (catalogue)
--   WES-CONSTRAINT-001 WES-LOCK-011 WES-LOCK-121 WES-RISK-003 WES-RUN-035
ALTER TABLE "public"."human" RENAME CONSTRAINT "person_email_key" TO "human_mail_key";

-- transaction 6: transactional
-- contract-03 RenameConstraint, LOW, REVERSIBLE, locks human AX (catalogue), person_pkey SUX (catalogue)
--   WES-CONSTRAINT-001 WES-LOCK-011 WES-LOCK-121 WES-RISK-003 WES-RUN-035
ALTER TABLE "public"."human" RENAME CONSTRAINT "person_pkey" TO "human_pkey";

-- transaction 7: transactional
-- contract-04 DropForeignKey, LOW, REVERSIBLE, locks draft AX (catalogue), human AX (catalogue)
--   WES-FK-009 WES-LOCK-010 WES-LOCK-148 WES-RISK-003 WES-RUN-035
ALTER TABLE "public"."draft" DROP CONSTRAINT "fk_draft_personId";

-- transaction 8: transactional
-- contract-05 DropCheck, LOW, REVERSIBLE, locks human AX (catalogue)
--   WES-CHECK-002 WES-LOCK-010 WES-RISK-003 WES-RUN-035
ALTER TABLE "public"."human" DROP CONSTRAINT "person_age_check";

-- transaction 9: transactional
-- contract-06 DropColumn, CRITICAL, IRREVERSIBLE, locks human AX (catalogue)
--   WES-COL-030 WES-LOCK-010 WES-RISK-003 WES-RISK-021 WES-RISK-070 WES-RUN-037
ALTER TABLE "public"."human" DROP COLUMN "age";

-- transaction 10: transactional
-- contract-07 DropTable, CRITICAL, IRREVERSIBLE, locks draft AX (catalogue), draft_pkey AX (catalogue), human AX (catalogue)
--   WES-LOCK-010 WES-LOCK-020 WES-LOCK-022 WES-RISK-003 WES-RISK-020 WES-RISK-070 WES-RUN-037 WES-TABLE-030
DROP TABLE "public"."draft";
