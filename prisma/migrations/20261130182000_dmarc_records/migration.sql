-- CreateTable
CREATE TABLE "dmarc_record" (
    "domain_id" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "record" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dmarc_record_pkey" PRIMARY KEY ("domain_id","since")
);

-- AddForeignKey
ALTER TABLE "dmarc_record" ADD CONSTRAINT "dmarc_record_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;
