-- Counted or not, and of which verdict: with them the days that reporters covered, how late they were and
-- how sure who sent a report are told without reading a report (a year of a million: 0.6 s of a processor).
DROP INDEX "report_domain_id_reporter_id_end_at_idx";
CREATE INDEX "report_domain_id_reporter_id_end_at_idx" ON "report"("domain_id", "reporter_id", "end_at")
  INCLUDE ("begin_at", "spread", "received_at", "counted", "verdict");
