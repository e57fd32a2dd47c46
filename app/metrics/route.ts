import { PRIVATE_HEADERS, problemResponse } from '#lib/auth/problem';
import { requireScraper } from '#lib/auth/require-scraper';
import { health } from '#lib/queries/health';

/** The figures of the product as Prometheus reads them; see requireScraper for who may. */
export async function GET(request: Request): Promise<Response> {
  try {
    await requireScraper(request);
    const { reports, backlog, quarantineOpen, lastPollAt } = await health();
    const lines = [
      gauge('ruascope_reports', 'Reports that count.', reports),
      gauge('ruascope_backlog_mails', 'Mails that running polls have before them.', backlog),
      gauge('ruascope_quarantine_open', 'Mails that wait for a decision.', quarantineOpen),
      gauge(
        'ruascope_last_poll_timestamp_seconds',
        'When a mailbox was polled.',
        epoch(lastPollAt),
      ),
      gauge('process_resident_memory_bytes', 'Memory of this process.', process.memoryUsage.rss()),
      gauge('process_uptime_seconds', 'Age of this process.', process.uptime()),
    ];
    const type = 'text/plain; version=0.0.4; charset=utf-8';
    return new Response(lines.join(''), { headers: { ...PRIVATE_HEADERS, 'content-type': type } });
  } catch (error) {
    return problemResponse(error);
  }
}

/** A figure that does not exist yet is left out: Prometheus has no word for it. */
function gauge(name: string, help: string, value: number | null) {
  return value === null ? '' : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`;
}

function epoch(at: Date | null) {
  return at && at.getTime() / 1000;
}
