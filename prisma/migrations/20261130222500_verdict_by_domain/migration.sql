-- Whose all sources of a domain are (lib/queries/senders.ts): thirty thousand of them are read from end to
-- end, and not one by one behind their reasons.
CREATE INDEX "source_verdict_domain_id_source_ip_idx" ON "source_verdict" ("domain_id", "source_ip")
  INCLUDE ("class", "candidate", "service");
