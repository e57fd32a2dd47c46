import { SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { type DueMonth, dropRecords, listDueMonths } from '#lib/store/retention-records';
import { type RetentionSettings, readRetention } from '#lib/store/retention-settings';
import { countDue, type Due, SWEEPS, type SweepName, sweep } from '#lib/store/retention-sweeps';
import type { JobOutcome } from './nightly.ts';

/**
 * Everything that is due under some settings, part by part: what `applyRetention` would take away at
 * this moment.
 */
export type RetentionPlan = {
  settings: RetentionSettings;
  records: Due & { months: DueMonth[] };
} & Record<SweepName, Due>;

/** How long what is kept, for doors that only ask. */
export async function retentionInForce(): Promise<RetentionSettings> {
  return await readRetention();
}

/** What would go under some settings, or under those that are stored. Nothing changes. */
export async function planRetention(
  now: Date,
  decided?: RetentionSettings,
): Promise<RetentionPlan> {
  const settings = decided ?? (await readRetention());
  const months = await listDueMonths(settings, now);
  const records = { rows: sum(months, 'rows'), bytes: sum(months, 'bytes') };
  const due = { ...records, oldest: months[0]?.oldest ?? null, months };
  const [originals, tlsOriginals, quarantine, failures] = await Promise.all([
    countDue('originals', settings, now),
    countDue('tlsOriginals', settings, now),
    countDue('quarantine', settings, now),
    countDue('failures', settings, now),
  ]);
  return { settings, records: due, originals, tlsOriginals, quarantine, failures };
}

/**
 * Takes away what the stored settings say is due, part by part, each with its entry in the audit log. It
 * may stop anywhere and begin again: what is gone is gone whole, and told.
 */
export async function applyRetention(
  now: Date,
  stop: AbortSignal,
  viewer: Viewer = SYSTEM_VIEWER,
): Promise<JobOutcome> {
  const settings = await readRetention();
  const gone: Record<SweepName | 'records', number> = {
    ...{ records: 0, originals: 0, tlsOriginals: 0, quarantine: 0, failures: 0 },
  };
  for (const due of await listDueMonths(settings, now)) {
    gone.records += await dropRecords(viewer, due, stop);
  }
  for (const name of SWEEPS) {
    gone[name] = (await sweep(viewer, name, { settings, now, stop })).rows;
  }
  if (Object.values(gone).every((rows) => rows === 0)) {
    return { good: true, text: 'Nothing was due.', told: { what: 'nothingDue' } };
  }
  const values = {
    records: gone.records,
    files: gone.originals + gone.tlsOriginals,
    mails: gone.quarantine,
    addresses: gone.failures,
  };
  return { good: true, text: `Gone: ${inWords(gone)}.`, told: { what: 'gone', values } };
}

function inWords({ records, originals, tlsOriginals, quarantine, failures }: Gone) {
  const parts = [
    counted(records, 'record'),
    counted(originals + tlsOriginals, 'report file'),
    counted(quarantine, 'mail in quarantine', 'mails in quarantine'),
    counted(failures, 'failure report’s addresses', 'failure reports’ addresses'),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

type Gone = Record<SweepName | 'records', number>;

function counted(rows: number, one: string, many = `${one}s`) {
  return rows === 0 ? null : `${rows.toLocaleString('en')} ${rows === 1 ? one : many}`;
}

function sum(months: readonly DueMonth[], key: 'rows' | 'bytes') {
  return months.reduce((all, month) => all + month[key], 0);
}
