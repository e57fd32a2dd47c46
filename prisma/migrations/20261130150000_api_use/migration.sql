-- Counts of a minute, one row for each token and account: not worth a line in the log of a disk.
-- CreateTable
CREATE UNLOGGED TABLE "api_use" (
    "key" TEXT NOT NULL,
    "window_no" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "api_use_pkey" PRIMARY KEY ("key")
) WITH (fillfactor = 50);
