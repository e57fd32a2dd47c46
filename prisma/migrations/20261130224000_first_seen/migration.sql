-- CreateTable
CREATE TABLE "first_seen" (
    "domain_id" INTEGER NOT NULL,
    "source_ip" INET NOT NULL,
    "first_day" DATE NOT NULL,

    CONSTRAINT "first_seen_pkey" PRIMARY KEY ("domain_id","source_ip")
);

-- Of what was added up before there was such a table.
INSERT INTO "first_seen"
SELECT "domain_id", "source_ip", min("first_day") FROM "source_sum"
WHERE "domain_id" <> 0 AND "messages" > 0 AND "source_ip" <> '0.0.0.0/0' GROUP BY 1, 2;

-- CreateIndex
CREATE INDEX "first_seen_domain_id_first_day_idx" ON "first_seen"("domain_id", "first_day");

CREATE TRIGGER "tell_of_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "first_seen"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_changes"();
