-- A name below a domain that sends has an SPF record of its own. What was known is of the domains themselves.
ALTER TABLE "spf_ranges" ADD COLUMN "name" TEXT,
ADD COLUMN "month" DATE,
ADD COLUMN "messages" BIGINT;
UPDATE "spf_ranges" AS s SET "name" = d."name" FROM "domain" AS d WHERE d."id" = s."domain_id";
ALTER TABLE "spf_ranges" ALTER COLUMN "name" SET NOT NULL;

-- AlterTable
ALTER TABLE "spf_ranges" DROP CONSTRAINT "spf_ranges_pkey",
ADD CONSTRAINT "spf_ranges_pkey" PRIMARY KEY ("domain_id", "name");

-- The rules know of networks and of these records now: every month is judged anew.
DELETE FROM "judged_month";
