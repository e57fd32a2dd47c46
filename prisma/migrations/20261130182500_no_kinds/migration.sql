-- AlterTable: `source_sum` holds what the kinds add up to.
ALTER TABLE "source_trait" DROP COLUMN "kinds";
