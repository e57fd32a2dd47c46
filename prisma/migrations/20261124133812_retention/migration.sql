-- AlterTable
ALTER TABLE "tls_report" ALTER COLUMN "original_gzip" DROP NOT NULL;

-- CreateTable
CREATE TABLE "dropped_month" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "dropped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dropped_month_pkey" PRIMARY KEY ("domain_id","month")
);
