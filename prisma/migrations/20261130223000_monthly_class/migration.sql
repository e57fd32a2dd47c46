-- CreateTable
CREATE TABLE "monthly_class" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "class" TEXT NOT NULL,
    "candidate" BOOLEAN NOT NULL,
    "outcome" "outcome" NOT NULL,
    "disposition" "disposition" NOT NULL,
    "dkim_aligned" BOOLEAN NOT NULL,
    "spf_aligned" BOOLEAN NOT NULL,
    "messages" BIGINT NOT NULL,

    CONSTRAINT "monthly_class_pkey" PRIMARY KEY ("domain_id","month","class","candidate","outcome","disposition","dkim_aligned","spf_aligned")
);

-- Whose mail was that was added up before; where that is no longer so, the job makes both anew.
INSERT INTO "monthly_class"
SELECT domain_id, date_trunc('month', day::timestamp)::date, class, candidate, outcome, disposition,
  dkim_aligned, spf_aligned, sum(messages)
FROM "daily_class" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE TRIGGER "tell_of_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "monthly_class"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_changes"();

CREATE TRIGGER "tell_of_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "monthly"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_changes"();

CREATE TRIGGER "tell_of_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "monthly_policy"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_changes"();

CREATE TRIGGER "tell_of_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "daily_of_all"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_changes"();

CREATE TRIGGER "tell_of_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "daily_report_of_all"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_changes"();
