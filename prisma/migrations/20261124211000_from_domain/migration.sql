-- CreateTable
CREATE TABLE "from_domain" (
    "name" TEXT NOT NULL,
    "exists" BOOLEAN,
    "checked_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "from_domain_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "from_domain_expires_at_idx" ON "from_domain"("expires_at");
