-- CreateTable
CREATE TABLE "source_sum" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "source_ip" INET NOT NULL,
    "messages" BIGINT NOT NULL,
    "passed" BIGINT NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,

    CONSTRAINT "source_sum_pkey" PRIMARY KEY ("domain_id","month","source_ip")
);

-- CreateTable
CREATE TABLE "summed_month" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "summed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "summed_month_pkey" PRIMARY KEY ("domain_id","month")
);

-- CreateTable
CREATE TABLE "changed_month" (
    "id" BIGSERIAL NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,

    CONSTRAINT "changed_month_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "changed_month_month_domain_id_idx" ON "changed_month"("month", "domain_id");

-- What is stored already is to be added up once.
INSERT INTO "changed_month" ("domain_id", "month")
SELECT DISTINCT domain_id, date_trunc('month', day::timestamp)::date FROM "daily";
