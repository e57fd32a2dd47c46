import type { Pool } from 'pg';
import { type KnownMail, sha256 } from './known-mails.ts';

/**
 * Everything that taking mails in leaves behind, counted where it lies. `reports` and `sums` come
 * from the rows of `record`, never from what a report or a run says of itself.
 */
export type Tally = {
  /** `sha256 state` of every row of the ledger. */
  ledger: string[];
  /** `report_id records messages` of every report that counts. */
  reports: string[];
  /** Messages and records by domain: as the records have them, and as the roll-up has them. */
  sums: Record<string, Sum>;
  rollup: Record<string, Sum>;
  /** Reports that count beside how many originals are kept. */
  originals: number;
  items: Record<string, number>;
  quarantined: number;
  openRuns: number;
  /** sha256 of the mails in each folder. */
  folders: { inbox: string[]; done: string[]; bad: string[] };
};

type Sum = { messages: number; records: number };
type ReadFolder = (folder?: string) => Uint8Array[];

/** What is there, from SQL and from the mailbox. */
export async function countAll(pool: Pool, read: ReadFolder): Promise<Tally> {
  const { rows } = await pool.query<{ tally: Omit<Tally, 'folders'> }>(TALLY);
  const [row] = rows;
  if (!row) throw new Error('The database did not count.');
  const folders = {
    inbox: read().map(sha256).sort(),
    done: read('Done').map(sha256).sort(),
    bad: read('Bad').map(sha256).sort(),
  };
  return { ...row.tally, folders };
}

const TALLY = `
  WITH counted AS (
    SELECT report.id, report.report_id, domain.name, count(record.*)::int AS records,
           sum(record.count)::int AS messages
    FROM report JOIN domain ON domain.id = report.domain_id
      LEFT JOIN record ON record.report_id = report.id
    WHERE report.counted GROUP BY 1, 2, 3
  ), sums AS (
    SELECT name, sum(record.count)::int AS messages, count(*)::int AS records
    FROM record JOIN domain ON domain.id = record.domain_id GROUP BY name
  ), rollup AS (
    SELECT name, sum(messages)::int AS messages, sum(records)::int AS records
    FROM daily JOIN domain ON domain.id = daily.domain_id GROUP BY name
  ), items AS (
    SELECT outcome::text, count(*)::int AS items FROM message_item GROUP BY outcome
  )
  SELECT json_build_object(
    'ledger', (SELECT coalesce(json_agg(line ORDER BY line COLLATE "C"), '[]')
               FROM (SELECT concat_ws(' ', encode(sha256, 'hex'), state) AS line FROM message) l),
    'reports', (SELECT coalesce(json_agg(line ORDER BY line COLLATE "C"), '[]')
                FROM (SELECT concat_ws(' ', report_id, records, messages) AS line FROM counted) l),
    'sums', (SELECT coalesce(json_object_agg(name, json_build_object(
               'messages', messages, 'records', records)), '{}') FROM sums),
    'rollup', (SELECT coalesce(json_object_agg(name, json_build_object(
                 'messages', messages, 'records', records)), '{}') FROM rollup),
    'originals', (SELECT count(*) FROM report_original),
    'items', (SELECT coalesce(json_object_agg(outcome, items), '{}') FROM items),
    'quarantined', (SELECT count(*) FROM quarantine WHERE state = 'open' AND raw IS NOT NULL),
    'openRuns', (SELECT count(*) FROM run WHERE ended_at IS NULL)
  ) AS tally`;

/** What must be there once all of these mails are taken in, each once. */
export function truthOf(mails: readonly KnownMail[]): Tally {
  const good = mails.filter(({ report }) => report);
  const bad = mails.filter(({ report }) => !report);
  const reports = new Map(
    good.flatMap(({ report }) => {
      return report ? [[report.metadata.reportId, report] as const] : [];
    }),
  );
  const sums: Record<string, Sum> = {};
  const lines: string[] = [];
  for (const [id, { policyPublished, records }] of reports) {
    const messages = records.reduce((sum, { row }) => sum + row.count, 0);
    const sum = sums[policyPublished.domain] ?? { messages: 0, records: 0 };
    sum.messages += messages;
    sum.records += records.length;
    sums[policyPublished.domain] = sum;
    lines.push(`${id} ${records.length} ${messages}`);
  }
  const items = {
    stored: reports.size,
    duplicate: good.length - reports.size,
    refused: bad.length,
  };
  return {
    ledger: mails.map((one) => `${one.sha256} ${one.report ? 'done' : 'quarantined'}`).sort(),
    reports: lines.sort(),
    sums,
    rollup: sums,
    originals: reports.size,
    items: Object.fromEntries(Object.entries(items).filter(([, count]) => count > 0)),
    quarantined: bad.length,
    openRuns: 0,
    folders: {
      inbox: [],
      done: good.map((one) => one.sha256).sort(),
      bad: bad.map((one) => one.sha256).sort(),
    },
  };
}
