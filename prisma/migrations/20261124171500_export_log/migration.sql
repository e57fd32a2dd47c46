-- CreateTable
CREATE TABLE "export_log" (
    "id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "actor_id" TEXT,
    "actor" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "rows" BIGINT,
    "bytes" BIGINT,
    "sha256" BYTEA,

    CONSTRAINT "export_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_log_started_at_idx" ON "export_log"("started_at");
