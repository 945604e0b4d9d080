risk 0.02, 7 steps, Postgres 18

-- transaction 1: transactional
-- expand-01 CreateTable, LOW, LOSSY, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RUN-002 WES-TABLE-001
CREATE TABLE "public"."member" (
    "id" uuid NOT NULL,
    "teamId" uuid NOT NULL,
    "mentorId" uuid,
    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);
-- expand-02 CreateTable, LOW, LOSSY, locks only what the plan creates
--   WES-LOCK-001 WES-RISK-001 WES-RUN-002 WES-TABLE-001
CREATE TABLE "public"."team" (
    "id" uuid NOT NULL,
    "regionId" uuid NOT NULL,
    "leadId" uuid,
    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);
-- expand-03 AddForeignKey, LOW, REVERSIBLE, locks only what the plan creates
--   WES-FK-001 WES-LOCK-002 WES-RISK-001 WES-RUN-001
ALTER TABLE "public"."member" ADD CONSTRAINT "fk_member_mentorId" FOREIGN KEY ("mentorId") REFERENCES "public"."member" ("id");
-- expand-04 AddForeignKey, LOW, REVERSIBLE, locks only what the plan creates
--   WES-FK-001 WES-LOCK-002 WES-RISK-001 WES-RUN-001
ALTER TABLE "public"."member" ADD CONSTRAINT "fk_member_teamId" FOREIGN KEY ("teamId") REFERENCES "public"."team" ("id");
-- expand-05 AddForeignKey, LOW, REVERSIBLE, locks only what the plan creates
--   WES-FK-001 WES-LOCK-002 WES-RISK-001 WES-RUN-001
ALTER TABLE "public"."team" ADD CONSTRAINT "fk_team_leadId" FOREIGN KEY ("leadId") REFERENCES "public"."member" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;

-- transaction 2: transactional
-- expand-06 AddForeignKey, LOW, REVERSIBLE, locks region SRX (catalogue)
--   WES-FK-002 WES-LOCK-141 WES-RISK-003 WES-RUN-090
ALTER TABLE "public"."team" ADD CONSTRAINT "fk_team_regionId" FOREIGN KEY ("regionId") REFERENCES "public"."region" ("id") NOT VALID;

-- transaction 3: validation
-- validate-01 ValidateForeignKey, LOW, REVERSIBLE, locks region RS (scan)
--   WES-COST-002 WES-FK-002 WES-LOCK-146 WES-RISK-010 WES-RUN-033
ALTER TABLE "public"."team" VALIDATE CONSTRAINT "fk_team_regionId";
