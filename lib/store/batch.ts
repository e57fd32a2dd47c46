import type { PoolClient } from 'pg';
import { transaction } from '#lib/db/pool';
import type { ReportProblem } from '#lib/report/problem';
import {
  authSetIds,
  domainIds,
  ensureRecordMonths,
  noteSources,
  reporterIds,
  reporterKey,
} from './dictionary.ts';
import type { FlatReport } from './flat-report.ts';
import { finishMessages, type ItemRow } from './message.ts';
import { addToDaily, copyRecords } from './record.ts';
import { claimIdentities, type PlacedReport, storeOriginals } from './report.ts';

/** What was found in one mail: reports to store, and candidates that were refused. */
export type MailContents = {
  messageId: bigint;
  receivedAt: Date;
  subject: string | null;
  fromAddress: string | null;
  items: ItemContents[];
  /** Why the mail cannot be left at that, with its gzipped bytes (null when too large to keep). */
  quarantine: {
    code: string;
    text: string;
    fileName: string | null;
    raw: Uint8Array | null;
  } | null;
};

export type ItemContents = {
  fileName: string | null;
  member: string | null;
  kind: 'aggregate' | 'tls' | 'failure' | 'none';
} & ({ report: FlatReport } | { refused: ReportProblem });

/** What became of each item, in the order of the mails and their items. */
export type StoredItem = {
  outcome: 'stored' | 'duplicate' | 'conflict' | 'refused';
  reportUid: string | null;
  records: number;
  messages: number;
};

/**
 * Stores a batch of mails in one transaction: reports, records, roll-up, originals, ledger and
 * quarantine become true together or not at all (SECURITY 3.1, step 5). Which report of an identity
 * counts is decided by a unique index, so two workers with the same mail agree.
 */
export async function storeBatch(
  mails: readonly MailContents[],
  { isDemo }: { isDemo: boolean },
): Promise<StoredItem[][]> {
  const candidates = mails.flatMap(({ items, messageId, receivedAt }) =>
    items.flatMap((item) =>
      'report' in item ? [{ report: item.report, messageId, receivedAt }] : [],
    ),
  );
  const ids = await dictionaryFor(
    candidates.map(({ report }) => report),
    isDemo,
  );
  return await transaction(async (tx) => {
    const placed = await claimIdentities(tx, candidates, ids);
    const fresh = placed.filter(({ outcome }) => outcome === 'stored');
    await copyRecords(tx, fresh, ids);
    await addToDaily(tx, fresh, ids);
    await storeOriginals(tx, placed);
    return await finish(tx, mails, placed);
  });
}

/** Ids of the names in these reports, looked up before the transaction begins. */
export type Ids = {
  domain(report: FlatReport): number;
  reporter(report: FlatReport): number;
  authSet(key: string): number;
};

async function dictionaryFor(reports: readonly FlatReport[], isDemo: boolean): Promise<Ids> {
  const records = reports.flatMap((report) => report.records);
  const domains = await domainIds(
    new Map(reports.map(({ domain, orgDomain }) => [domain, { orgDomain, isDemo }])),
  );
  const reporters = await reporterIds(reports.map(({ orgName }) => orgName));
  const authSets = await authSetIds(new Set(records.map(({ authKey }) => authKey)));
  await ensureRecordMonths(new Set(records.map(({ day }) => day)));
  await noteSources(records.flatMap(({ sourceIp }) => (sourceIp === null ? [] : [sourceIp])));
  return {
    domain: ({ domain }) => known(domains, domain),
    reporter: ({ orgName }) => known(reporters, reporterKey(orgName)),
    authSet: (key) => known(authSets, key),
  };
}

function known(ids: ReadonlyMap<string, number>, key: string) {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The dictionary has no id for ${key.slice(0, 80)}.`);
  return id;
}

async function finish(tx: PoolClient, mails: readonly MailContents[], placed: PlacedReport[]) {
  let next = 0;
  const rows: ItemRow[][] = mails.map(({ items }) =>
    items.map((item) => ({ item, placed: 'report' in item ? (placed[next++] ?? null) : null })),
  );
  await finishMessages(tx, mails, rows);
  return rows.map((row) => row.map(toStoredItem));
}

function toStoredItem({ placed }: ItemRow): StoredItem {
  if (!placed) return { outcome: 'refused', reportUid: null, records: 0, messages: 0 };
  const counts = placed.outcome === 'stored' && !placed.already;
  return {
    outcome: placed.outcome,
    reportUid: placed.uid,
    records: counts ? placed.report.recordCount : 0,
    messages: counts ? placed.report.messageCount : 0,
  };
}
