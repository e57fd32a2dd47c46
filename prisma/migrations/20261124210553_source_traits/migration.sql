-- AlterTable
ALTER TABLE "summed_month" ADD COLUMN     "traits" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "source_trait" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "source_ip" INET NOT NULL,
    "days" JSONB NOT NULL,
    "sets" JSONB NOT NULL,
    "domains" JSONB NOT NULL,
    "reporters" JSONB NOT NULL,
    "kinds" JSONB NOT NULL,

    CONSTRAINT "source_trait_pkey" PRIMARY KEY ("domain_id","month","source_ip")
);

-- What is added up already is to be added up again, with its traits.
INSERT INTO "changed_month" ("domain_id", "month") SELECT domain_id, month FROM "summed_month" WHERE domain_id > 0;
