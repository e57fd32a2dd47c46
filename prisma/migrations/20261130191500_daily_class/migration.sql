-- CreateTable
CREATE TABLE "daily_class" (
    "domain_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "class" TEXT NOT NULL,
    "candidate" BOOLEAN NOT NULL,
    "outcome" "outcome" NOT NULL,
    "disposition" "disposition" NOT NULL,
    "dkim_aligned" BOOLEAN NOT NULL,
    "spf_aligned" BOOLEAN NOT NULL,
    "messages" BIGINT NOT NULL,

    CONSTRAINT "daily_class_pkey" PRIMARY KEY ("domain_id","day","class","candidate","outcome","disposition","dkim_aligned","spf_aligned")
);

-- CreateTable
CREATE TABLE "classed_month" (
    "domain_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "summed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "classed_month_pkey" PRIMARY KEY ("domain_id","month")
);
