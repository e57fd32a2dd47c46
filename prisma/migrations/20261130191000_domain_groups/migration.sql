-- AlterTable
ALTER TABLE "domain" ADD COLUMN     "parked_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "domain_group" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "domain_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_domain" (
    "group_id" INTEGER NOT NULL,
    "domain_id" INTEGER NOT NULL,

    CONSTRAINT "group_domain_pkey" PRIMARY KEY ("group_id","domain_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "domain_group_name_key_key" ON "domain_group"("name_key");

-- CreateIndex
CREATE INDEX "group_domain_domain_id_idx" ON "group_domain"("domain_id");

-- AddForeignKey
ALTER TABLE "group_domain" ADD CONSTRAINT "group_domain_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "domain_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_domain" ADD CONSTRAINT "group_domain_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domain"("id") ON DELETE CASCADE ON UPDATE CASCADE;
