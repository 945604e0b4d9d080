risk 0.03, 5 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 CommentOnTable, LOW, REVERSIBLE, locks person SUX (catalogue)
--   WES-COMMENT-001 WES-LOCK-012 WES-RISK-002 WES-RUN-030
COMMENT ON TABLE "public"."person" IS 'People we know, and some we don''t.';

-- transaction 2: transactional
-- expand-02 SetDefault, LOW, REVERSIBLE, locks person AX (catalogue)
--   WES-DEFAULT-001 WES-LOCK-010 WES-RISK-003 WES-RUN-030
ALTER TABLE "public"."person" ALTER COLUMN "role" SET DEFAULT 'guest';

-- transaction 3: transactional
-- expand-03 SetDefault, LOW, REVERSIBLE, locks person AX (catalogue)
--   WES-DEFAULT-001 WES-LOCK-010 WES-RISK-003 WES-RUN-030
ALTER TABLE "public"."person" ALTER COLUMN "team" SET DEFAULT 'none';

-- transaction 4: transactional
-- expand-04 CommentOnColumn, LOW, REVERSIBLE, locks person SUX (catalogue)
--   WES-COMMENT-002 WES-LOCK-012 WES-RISK-002 WES-RUN-030
COMMENT ON COLUMN "public"."person"."team" IS 'It''s the team''s name; "quotes" and all.';

-- transaction 5: transactional
-- expand-05 DropNotNull, LOW, LOSSY, locks person AX (catalogue)
--   WES-LOCK-010 WES-NULL-001 WES-RISK-003 WES-RISK-071 WES-RUN-031
ALTER TABLE "public"."person" ALTER COLUMN "age" DROP NOT NULL;
