-- CreateTable
CREATE TABLE "spf_ranges" (
    "domain_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "ranges" JSONB NOT NULL DEFAULT '[]',
    "beyond" TEXT[],
    "reason" TEXT,
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spf_ranges_pkey" PRIMARY KEY ("domain_id")
);

-- CreateIndex
CREATE INDEX "spf_ranges_expires_at_idx" ON "spf_ranges"("expires_at");

-- AddForeignKey
ALTER TABLE "spf_ranges" ADD CONSTRAINT "spf_ranges_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;
