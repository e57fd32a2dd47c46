-- What the roll-up of reports is made by, said once: whoever adds to it, takes from it, proves it or
-- asks it calls these.

-- The UTC day a report counts for that is not spread: the one that holds its midpoint.
CREATE FUNCTION report_day(begin_at TIMESTAMPTZ, end_at TIMESTAMPTZ) RETURNS DATE
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((begin_at + (end_at - begin_at) / 2) AT TIME ZONE 'UTC')::DATE;

-- `sp` only where it differs, for many reporters state the default; `t` only where it is on.
CREATE FUNCTION stated_policy(p TEXT, sp TEXT, testing TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('p=' || p, '')
    || CASE WHEN sp <> p THEN '; sp=' || sp ELSE '' END
    || CASE WHEN testing = 'y' THEN CASE WHEN p IS NULL THEN 't=y' ELSE '; t=y' END ELSE '' END;

-- CreateTable
CREATE TABLE "daily_report" (
    "domain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "reporter_id" INTEGER NOT NULL,
    "policy" TEXT NOT NULL,
    "reports" INTEGER NOT NULL,
    "messages" BIGINT NOT NULL,
    "passed" BIGINT NOT NULL,

    CONSTRAINT "daily_report_pkey" PRIMARY KEY ("domain_id","day","reporter_id","policy")
);

-- AddForeignKey
ALTER TABLE "daily_report" ADD CONSTRAINT "daily_report_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "daily_report"
SELECT domain_id, report_day(begin_at, end_at), reporter_id,
       stated_policy(policy_p, policy_sp, policy_testing),
       count(*), sum(message_count), sum(pass_count)
FROM "report" WHERE counted AND NOT spread GROUP BY 1, 2, 3, 4;

-- CreateIndex
-- How late the newest reports of a reporter were is read from this index alone.
CREATE INDEX "report_domain_id_reporter_id_end_at_idx" ON "report"("domain_id", "reporter_id", "end_at")
    INCLUDE ("begin_at", "spread", "received_at");

-- CreateIndex
-- Records are exported in the order in which their reports begin.
CREATE INDEX "report_begin_at_idx" ON "report"("begin_at");

-- Spread reports stand on several days, so no roll-up holds them. They are few, and found by this.
CREATE INDEX "report_spread_idx" ON "report"("domain_id", "end_at") WHERE "spread";
