-- AlterTable
ALTER TABLE "failure_report" ADD COLUMN     "mail_text" TEXT;
