-- CreateTable
CREATE TABLE "read_mark" (
    "user_id" TEXT NOT NULL,
    "up_to" BIGINT NOT NULL,

    CONSTRAINT "read_mark_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "read_report" (
    "user_id" TEXT NOT NULL,
    "report_id" BIGINT NOT NULL,

    CONSTRAINT "read_report_pkey" PRIMARY KEY ("user_id","report_id")
);

-- AddForeignKey
ALTER TABLE "read_mark" ADD CONSTRAINT "read_mark_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_report" ADD CONSTRAINT "read_report_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nobody is told that all of the past is news.
INSERT INTO "read_mark" SELECT "id", coalesce((SELECT max("id") FROM "report"), 0) FROM "user";
