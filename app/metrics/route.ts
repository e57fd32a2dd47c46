import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PRIVATE_HEADERS, problemResponse } from '#lib/auth/problem';
import { requireScraper } from '#lib/auth/require-scraper';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { type Health, health } from '#lib/queries/health';
import {
  type IngestCounters,
  ingestCounters,
  type OriginCounts,
} from '#lib/queries/ingest-counters';
import { listMailboxes, type MailboxRow } from '#lib/queries/mailbox-list';
import { type WorkerRow, workerList } from '#lib/queries/worker-list';
import { exposition, gauge, type Metric } from './exposition.ts';

/** The figures of the product as Prometheus reads them; see requireScraper for who may. */
export async function GET(request: Request): Promise<Response> {
  try {
    await requireScraper(request);
    const [state, counters, mailboxes, workers] = await Promise.all([
      health(),
      ingestCounters(),
      listMailboxes(SYSTEM_VIEWER),
      workerList(),
    ]);
    const metrics = [
      ...stateMetrics(state),
      ...counterMetrics(counters),
      ...mailboxMetrics(mailboxes),
      ...workerMetrics(workers),
      ...processMetrics(),
    ];
    const type = 'text/plain; version=0.0.4; charset=utf-8';
    const headers = { ...PRIVATE_HEADERS, 'content-type': type };
    return new Response(exposition(metrics), { headers });
  } catch (error) {
    return problemResponse(error);
  }
}

function stateMetrics({ reports, backlog, quarantineOpen, lastPollAt }: Health): Metric[] {
  return [
    gauge('ruascope_reports', 'Reports that count.', reports),
    gauge('ruascope_backlog_mails', 'Mails that running polls have before them.', backlog),
    gauge('ruascope_quarantine_open', 'Mails that wait for a decision.', quarantineOpen),
    gauge('ruascope_last_poll_timestamp_seconds', 'When a mailbox was polled.', epoch(lastPollAt)),
  ];
}

const COUNTED: readonly [keyof Omit<OriginCounts, 'origin'>, string, string][] = [
  ['mails', 'ruascope_mails_total', 'Mails and files that were taken in.'],
  ['stored', 'ruascope_reports_stored_total', 'Reports that were new.'],
  ['duplicates', 'ruascope_reports_duplicate_total', 'Reports that came again.'],
  ['conflicts', 'ruascope_reports_conflict_total', 'Reports that came again with other content.'],
  ['quarantined', 'ruascope_mails_quarantined_total', 'Mails that could not be read in full.'],
  ['records', 'ruascope_records_total', 'Records that were stored.'],
  ['messages', 'ruascope_messages_total', 'Messages that these records count.'],
  ['bytes', 'ruascope_bytes_total', 'Bytes of the mails and files.'],
];

function counterMetrics({ byOrigin, refused }: IngestCounters): Metric[] {
  const counters = COUNTED.map(([key, name, help]): Metric => {
    const samples = byOrigin.map(({ origin, [key]: value }) => ({ labels: { origin }, value }));
    return { name, kind: 'counter', help, samples };
  });
  const byReason: Metric = {
    name: 'ruascope_quarantined_mails',
    kind: 'gauge',
    help: 'Mails that were ever put in quarantine and are still kept, by reason.',
    samples: refused.map(({ code, mails }) => ({ labels: { code }, value: mails })),
  };
  return [...counters, byReason];
}

function mailboxMetrics(mailboxes: readonly MailboxRow[]): Metric[] {
  const perMailbox = (figureOf: (mailbox: MailboxRow) => number | null) =>
    mailboxes.map((mailbox) => ({ labels: { mailbox: mailbox.name }, value: figureOf(mailbox) }));
  return [
    {
      name: 'ruascope_mailbox_failing',
      kind: 'gauge',
      help: '1 where the last poll failed.',
      samples: perMailbox(({ lastError }) => (lastError === null ? 0 : 1)),
    },
    {
      name: 'ruascope_mailbox_breaker_open',
      kind: 'gauge',
      help: '1 where the circuit breaker has stopped polling until somebody lets it go on.',
      samples: perMailbox(({ held }) => (held ? 1 : 0)),
    },
    {
      name: 'ruascope_mailbox_last_ok_timestamp_seconds',
      kind: 'gauge',
      help: 'When a poll last went well.',
      samples: perMailbox(({ lastOkAt }) => epoch(lastOkAt)),
    },
  ];
}

function workerMetrics(workers: readonly WorkerRow[]): Metric[] {
  const perWorker = (figureOf: (worker: WorkerRow) => number) =>
    workers.map((worker) => ({ labels: labelsOf(worker), value: figureOf(worker) }));
  return [
    gauge('ruascope_workers', 'Workers that are at work.', workers.length),
    {
      name: 'ruascope_stage_seconds_total',
      kind: 'counter',
      help: 'Seconds that a worker spent in each stage of a mail, mailboxes added up.',
      samples: workers.flatMap((worker) =>
        Object.entries(worker.stageSeconds).map(([stage, value]) => {
          return { labels: { ...labelsOf(worker), stage }, value };
        }),
      ),
    },
    {
      name: 'ruascope_worker_cpu_seconds_total',
      kind: 'counter',
      help: 'Processor time of a worker.',
      samples: perWorker(({ cpuSeconds }) => cpuSeconds),
    },
    {
      name: 'ruascope_worker_resident_memory_bytes',
      kind: 'gauge',
      help: 'Memory of a worker.',
      samples: perWorker(({ rssBytes }) => rssBytes),
    },
    {
      name: 'ruascope_worker_event_loop_delay_seconds',
      kind: 'gauge',
      help: '99th percentile of the delay of a worker’s event loop.',
      samples: perWorker(({ loopDelayMs }) => loopDelayMs / 1000),
    },
    {
      name: 'ruascope_worker_pool_connections',
      kind: 'gauge',
      help: 'Connections of a worker to Postgres, and callers that wait for one.',
      samples: workers.flatMap((worker) =>
        Object.entries(worker.pool).map(([state, value]) => {
          return { labels: { ...labelsOf(worker), state }, value };
        }),
      ),
    },
  ];
}

function labelsOf({ host, pid }: WorkerRow) {
  return { worker: `${host}:${pid}` };
}

let delay: ReturnType<typeof monitorEventLoopDelay> | undefined;

/** The web's own process; its event loop is watched from the first question on. */
function processMetrics(): Metric[] {
  const loopDelay = delay && delay.percentile(99) / 1e9;
  if (!delay) {
    delay = monitorEventLoopDelay({ resolution: 20 });
    delay.enable();
  }
  delay.reset();
  const { user, system } = process.cpuUsage();
  return [
    gauge('process_resident_memory_bytes', 'Memory of this process.', process.memoryUsage.rss()),
    gauge('process_uptime_seconds', 'Age of this process.', process.uptime()),
    {
      name: 'process_cpu_seconds_total',
      kind: 'counter',
      help: 'Processor time of this process.',
      samples: [{ value: (user + system) / 1e6 }],
    },
    gauge(
      'ruascope_web_event_loop_delay_seconds',
      '99th percentile of the delay of the web’s event loop since the last scrape.',
      loopDelay ?? null,
    ),
  ];
}

function epoch(at: Date | null) {
  return at && at.getTime() / 1000;
}
