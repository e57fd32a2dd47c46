-- AlterTable
ALTER TABLE "source_sum" ADD COLUMN     "dkim_and_spf" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "dkim_only" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "overridden" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "quarantined" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "rejected" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "spf_only" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "summed_month" ADD COLUMN     "sources" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "source_verdict" (
    "source_ip" INET NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "class" TEXT NOT NULL,
    "candidate" BOOLEAN NOT NULL,
    "confidence" TEXT NOT NULL,
    "rule" SMALLINT NOT NULL,
    "because" JSONB NOT NULL,
    "against" JSONB NOT NULL,
    "service" TEXT,
    "traced_by" TEXT,
    "trace" TEXT,

    CONSTRAINT "source_verdict_pkey" PRIMARY KEY ("source_ip","domain_id")
);

-- CreateTable
CREATE TABLE "judged_month" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "summed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "judged_month_pkey" PRIMARY KEY ("domain_id","month")
);

-- What is added up already lacks the new sums: it is asked nobody until it is added up again.
INSERT INTO "changed_month" ("domain_id", "month") SELECT domain_id, month FROM "summed_month" WHERE domain_id > 0;
