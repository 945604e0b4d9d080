risk 0.16, 15 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 AddCheck, LOW, REVERSIBLE, locks book AX (catalogue)
--   WES-CHECK-003 WES-LOCK-100 WES-RISK-003 WES-RUN-070
ALTER TABLE "public"."book" ADD CONSTRAINT "book_edition_new" CHECK (edition > 0 AND edition < 1000) NOT VALID;

-- transaction 2: non-transactional
-- expand-02 CreateIndex, LOW, REVERSIBLE, locks book SUX (build)
--   WES-COST-006 WES-LOCK-161 WES-RISK-011 WES-RUN-101 WES-UNIQUE-025
CREATE UNIQUE INDEX CONCURRENTLY "book_once_new" ON "public"."book" ("isbn", "edition");

-- transaction 3: non-transactional
-- expand-03 CreateIndex, LOW, REVERSIBLE, locks book SUX (build)
--   WES-COST-006 WES-INDEX-025 WES-LOCK-161 WES-RISK-011 WES-RUN-101
CREATE INDEX CONCURRENTLY "book_search_new" ON "public"."book" ("title", "edition");

-- transaction 4: transactional
-- expand-04 AddUniqueUsingIndex, LOW, REVERSIBLE, locks book AX (catalogue)
--   WES-LOCK-011 WES-RISK-003 WES-RUN-030 WES-UNIQUE-025
ALTER TABLE "public"."book" ADD CONSTRAINT "book_once_new" UNIQUE USING INDEX "book_once_new";

-- transaction 5: transactional
-- expand-05 AddForeignKey, LOW, REVERSIBLE, locks book SRX (catalogue), shelf SRX (catalogue)
--   WES-FK-011 WES-LOCK-140 WES-LOCK-141 WES-RISK-003 WES-RUN-090
ALTER TABLE "public"."book" ADD CONSTRAINT "book_shelf_new" FOREIGN KEY ("shelfId") REFERENCES "public"."shelf" ("id") ON DELETE CASCADE NOT VALID;

-- transaction 6: validation
-- validate-01 ValidateCheck, LOW, REVERSIBLE, locks book SUX (scan)
--   WES-CHECK-003 WES-COST-002 WES-LOCK-102 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."book" VALIDATE CONSTRAINT "book_edition_new";

-- transaction 7: validation
-- validate-02 ValidateForeignKey, LOW, REVERSIBLE, locks book SUX (scan), shelf RS (scan)
--   WES-COST-002 WES-FK-011 WES-LOCK-145 WES-LOCK-146 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."book" VALIDATE CONSTRAINT "book_shelf_new";

-- transaction 8: transactional
-- contract-01 DropForeignKey, LOW, REVERSIBLE, locks book AX (catalogue), shelf AX (catalogue)
--   WES-FK-011 WES-LOCK-010 WES-LOCK-148 WES-RISK-003 WES-RUN-035
ALTER TABLE "public"."book" DROP CONSTRAINT "book_shelf";

-- transaction 9: transactional
-- contract-02 RenameConstraint, LOW, REVERSIBLE, locks book AX (catalogue)
--   WES-FK-011 WES-LOCK-011 WES-RISK-003 WES-RUN-035
ALTER TABLE "public"."book" RENAME CONSTRAINT "book_shelf_new" TO "book_shelf";

-- transaction 10: transactional
-- contract-03 DropCheck, LOW, REVERSIBLE, locks book AX (catalogue)
--   WES-CHECK-003 WES-LOCK-010 WES-RISK-003 WES-RUN-035
ALTER TABLE "public"."book" DROP CONSTRAINT "book_edition";

-- transaction 11: transactional
-- contract-04 RenameConstraint, LOW, REVERSIBLE, locks book AX (catalogue)
--   WES-CHECK-003 WES-LOCK-011 WES-RISK-003 WES-RUN-035
ALTER TABLE "public"."book" RENAME CONSTRAINT "book_edition_new" TO "book_edition";

-- transaction 12: transactional
-- contract-05 DropKey, LOW, LOSSY, locks book AX (catalogue), book_once AX (catalogue)
--   WES-LOCK-010 WES-LOCK-118 WES-RISK-003 WES-RISK-071 WES-RUN-036 WES-UNIQUE-025
ALTER TABLE "public"."book" DROP CONSTRAINT "book_once";

-- transaction 13: transactional
-- contract-06 RenameConstraint, LOW, REVERSIBLE, locks book AX (catalogue)
--   WES-LOCK-011 WES-RISK-003 WES-RUN-035 WES-UNIQUE-025
ALTER TABLE "public"."book" RENAME CONSTRAINT "book_once_new" TO "book_once";

-- transaction 14: non-transactional
-- contract-07 DropIndex, LOW, REVERSIBLE, locks book_search AX (catalogue), book SUX (catalogue)
--   WES-INDEX-025 WES-LOCK-166 WES-LOCK-167 WES-RISK-003 WES-RUN-103
DROP INDEX CONCURRENTLY "public"."book_search";

-- transaction 15: transactional
-- contract-08 RenameIndex, LOW, REVERSIBLE, locks only what the plan creates
--   WES-INDEX-025 WES-LOCK-175 WES-RISK-001 WES-RUN-039
ALTER INDEX "public"."book_search_new" RENAME TO "book_search";
