-- CreateEnum
CREATE TYPE "source_lookup" AS ENUM ('found', 'none', 'failed', 'skipped', 'demo');

-- AlterTable
ALTER TABLE "source" ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "lookup" "source_lookup";

-- CreateTable
CREATE TABLE "source_label" (
    "id" BIGSERIAL NOT NULL,
    "batch" UUID NOT NULL,
    "domain_id" INTEGER NOT NULL,
    "source_ip" INET,
    "service" TEXT,
    "label" TEXT NOT NULL,
    "note" TEXT,
    "owner" TEXT,
    "actor_id" TEXT,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "source_label_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "source_label_domain_id_source_ip_idx" ON "source_label"("domain_id", "source_ip");

-- CreateIndex
CREATE INDEX "source_label_batch_idx" ON "source_label"("batch");

-- CreateIndex
CREATE INDEX "source_expires_at_idx" ON "source"("expires_at");

-- AddForeignKey
ALTER TABLE "source_label" ADD CONSTRAINT "source_label_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;
