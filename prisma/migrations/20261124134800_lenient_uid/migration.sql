-- AlterTable
ALTER TABLE "mailbox" ADD COLUMN     "lenient_uid" BIGINT NOT NULL DEFAULT 0;
