-- The few that are suspected, of many: why mail fails is told with them.
CREATE INDEX "source_verdict_spoof_idx" ON "source_verdict" ("domain_id", "source_ip") WHERE "class" = 'spoof';
