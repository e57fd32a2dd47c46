-- CreateTable
CREATE TABLE "daily_failure" (
    "domain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "no" INTEGER NOT NULL,
    "outcome" "outcome" NOT NULL,
    "disposition" "disposition" NOT NULL,
    "dkim_aligned" BOOLEAN NOT NULL,
    "spf_aligned" BOOLEAN NOT NULL,
    "requested" "requested_policy" NOT NULL,
    "spoof" BOOLEAN NOT NULL,
    "auth_set_id" INTEGER NOT NULL,
    "reporter_id" INTEGER NOT NULL,
    "messages" BIGINT NOT NULL,
    "first_ip" INET,
    "last_ip" INET,
    "policy_adkim" TEXT,
    "policy_aspf" TEXT,
    "header_from" TEXT NOT NULL,
    "reasons" JSONB,

    CONSTRAINT "daily_failure_pkey" PRIMARY KEY ("domain_id","day","no")
);

-- Nobody has added up what failed: every month is to be done again, by the job that does both.
DELETE FROM "classed_month";

CREATE TRIGGER "tell_of_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "daily_failure"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_changes"();
