-- CreateTable
CREATE TABLE "evidence_pack" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "domain_ids" INTEGER[],
    "limited" BOOLEAN NOT NULL,
    "question" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "step" INTEGER NOT NULL DEFAULT 0,
    "steps" INTEGER NOT NULL,
    "error" TEXT,
    "bytes" BIGINT,
    "sha256" BYTEA,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "evidence_pack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_chunk" (
    "pack_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "evidence_chunk_pkey" PRIMARY KEY ("pack_id","no")
);

-- CreateIndex
CREATE INDEX "evidence_pack_asked_at_idx" ON "evidence_pack"("asked_at");

-- AddForeignKey
ALTER TABLE "evidence_chunk" ADD CONSTRAINT "evidence_chunk_pack_id_fkey" FOREIGN KEY ("pack_id") REFERENCES "evidence_pack"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A ZIP is packed already.
ALTER TABLE "evidence_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
