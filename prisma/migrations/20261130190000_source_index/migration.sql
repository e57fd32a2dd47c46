-- What one address sent, in whosever name: eight bytes a record, against reading all of every domain.
CREATE INDEX "record_source_ip_idx" ON "record"("source_ip");
