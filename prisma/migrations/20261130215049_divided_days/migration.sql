-- False for what was added up before: the job divides its days without adding up anything else.
-- AlterTable
ALTER TABLE "summed_month" ADD COLUMN     "divided" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "daily_conduct" (
    "domain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "reporter_id" INTEGER NOT NULL,
    "dialect" "dialect" NOT NULL,
    "requested" "requested_policy" NOT NULL,
    "pct" SMALLINT NOT NULL,
    "messages" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "inconsistent" BIGINT NOT NULL,

    CONSTRAINT "daily_conduct_pkey" PRIMARY KEY ("domain_id","day","reporter_id","dialect","requested","pct")
);

-- CreateTable
CREATE TABLE "daily_excuse" (
    "id" BIGSERIAL NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "reporter_id" INTEGER NOT NULL,
    "source_ip" INET NOT NULL,
    "outcome" "outcome" NOT NULL,
    "disposition" "disposition" NOT NULL,
    "requested" "requested_policy" NOT NULL,
    "reasons" JSONB NOT NULL,
    "messages" BIGINT NOT NULL,

    CONSTRAINT "daily_excuse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "daily_name" (
    "id" BIGSERIAL NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "header_from" TEXT NOT NULL,
    "messages" BIGINT NOT NULL,
    "passed" BIGINT NOT NULL,
    "dkim_and_spf" BIGINT NOT NULL,
    "dkim_only" BIGINT NOT NULL,
    "spf_only" BIGINT NOT NULL,
    "overridden" BIGINT NOT NULL,
    "quarantined" BIGINT NOT NULL,
    "rejected" BIGINT NOT NULL,

    CONSTRAINT "daily_name_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "daily_excuse_domain_id_day_idx" ON "daily_excuse"("domain_id", "day");

-- CreateIndex
CREATE INDEX "daily_name_domain_id_day_idx" ON "daily_name"("domain_id", "day");
