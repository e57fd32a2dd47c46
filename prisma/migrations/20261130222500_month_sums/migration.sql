-- CreateTable
CREATE TABLE "daily_of_all" (
    "day" DATE NOT NULL,
    "outcome" "outcome" NOT NULL,
    "disposition" "disposition" NOT NULL,
    "dkim_aligned" BOOLEAN NOT NULL,
    "spf_aligned" BOOLEAN NOT NULL,
    "messages" BIGINT NOT NULL,
    "records" BIGINT NOT NULL,

    CONSTRAINT "daily_of_all_pkey" PRIMARY KEY ("day","outcome","disposition","dkim_aligned","spf_aligned")
);

-- CreateTable
CREATE TABLE "daily_report_of_all" (
    "day" DATE NOT NULL,
    "reporter_id" INTEGER NOT NULL,
    "reports" INTEGER NOT NULL,
    "messages" BIGINT NOT NULL,
    "passed" BIGINT NOT NULL,

    CONSTRAINT "daily_report_of_all_pkey" PRIMARY KEY ("day","reporter_id")
);

-- CreateTable
CREATE TABLE "monthly" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "outcome" "outcome" NOT NULL,
    "disposition" "disposition" NOT NULL,
    "dkim_aligned" BOOLEAN NOT NULL,
    "spf_aligned" BOOLEAN NOT NULL,
    "messages" BIGINT NOT NULL,
    "records" BIGINT NOT NULL,

    CONSTRAINT "monthly_pkey" PRIMARY KEY ("domain_id","month","outcome","disposition","dkim_aligned","spf_aligned")
);

-- CreateTable
CREATE TABLE "monthly_policy" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "policy" TEXT NOT NULL,
    "messages" BIGINT NOT NULL,

    CONSTRAINT "monthly_policy_pkey" PRIMARY KEY ("domain_id","month","policy")
);

-- What was summed before has these sums from here on; where a change is noted, the job makes them anew.
INSERT INTO "daily_of_all"
SELECT day, outcome, disposition, dkim_aligned, spf_aligned, sum(messages), sum(records) FROM "daily"
WHERE domain_id IN (SELECT id FROM "domain" WHERE NOT is_demo) GROUP BY 1, 2, 3, 4, 5;

INSERT INTO "daily_report_of_all"
SELECT day, reporter_id, sum(reports), sum(messages), sum(passed) FROM "daily_report"
WHERE domain_id IN (SELECT id FROM "domain" WHERE NOT is_demo) GROUP BY 1, 2;

INSERT INTO "monthly"
SELECT domain_id, date_trunc('month', day::timestamp)::date, outcome, disposition, dkim_aligned, spf_aligned,
  sum(messages), sum(records) FROM "daily" GROUP BY 1, 2, 3, 4, 5, 6;

INSERT INTO "monthly_policy"
SELECT domain_id, date_trunc('month', day::timestamp)::date, policy, sum(messages) FROM "daily_report"
GROUP BY 1, 2, 3;
