-- CreateEnum
CREATE TYPE "mailbox_auth" AS ENUM ('password', 'client_credentials', 'refresh_token', 'service_account');

-- AlterTable
ALTER TABLE "mailbox" ADD COLUMN     "auth" "mailbox_auth" NOT NULL DEFAULT 'password',
ADD COLUMN     "client_id" TEXT,
ADD COLUMN     "read_since" DATE,
ADD COLUMN     "refresh_token" TEXT,
ADD COLUMN     "scope" TEXT,
ADD COLUMN     "token_endpoint" TEXT;
