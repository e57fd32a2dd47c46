import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { listMailboxes, type MailboxRow } from './mailbox-list.ts';
import { type Progress, type RunRow, runList } from './run-list.ts';

/** What a mailbox is doing; `held` by the circuit breaker, `failing` until a poll goes well again, `new` before the first. */
export type MailboxState = 'polling' | 'held' | 'paused' | 'failing' | 'idle' | 'new';

export type MailboxStatus = MailboxRow & {
  state: MailboxState;
  progress: Progress | null;
  /** Mails taken in during the last 24 hours, and those of them in quarantine. */
  mailsToday: number;
  quarantinedToday: number;
};

/** Whether reports arrive, and what became of what arrived. */
export type IngestStatus = {
  mailboxes: MailboxStatus[];
  runs: RunRow[];
  counts: { mails: number; reports: number; quarantineOpen: number };
};

/** The state of everything that brings reports in. */
export async function ingestStatus(viewer: Viewer, now = new Date()): Promise<IngestStatus> {
  const [mailboxes, runs, today, counts] = await Promise.all([
    listMailboxes(viewer),
    runList(viewer, { now }),
    sumToday(now),
    countAll(),
  ]);
  return {
    mailboxes: mailboxes.map((mailbox) => {
      const run = runs.find(({ mailbox: name, progress }) => progress && name === mailbox.name);
      const progress = run?.progress ?? null;
      const state = stateOf(mailbox, progress);
      return { ...mailbox, ...(today.get(mailbox.id) ?? NO_MAILS), progress, state };
    }),
    runs,
    counts,
  };
}

const NO_MAILS = { mailsToday: 0, quarantinedToday: 0 };

function stateOf(mailbox: MailboxRow, progress: Progress | null): MailboxState {
  if (mailbox.held) return 'held';
  if (mailbox.paused) return 'paused';
  if (mailbox.lastError !== null) return 'failing';
  if (progress) return 'polling';
  return mailbox.lastPollAt ? 'idle' : 'new';
}

async function sumToday(now: Date) {
  const yesterday = new Date(now.getTime() - 24 * 3600 * 1000);
  const rows = await db().$queryRaw<({ id: number } & typeof NO_MAILS)[]>(sql`
    SELECT mailbox_id AS id, count(*)::int AS "mailsToday",
      count(*) FILTER (WHERE state = 'quarantined')::int AS "quarantinedToday"
    FROM message WHERE mailbox_id IS NOT NULL AND created_at > ${yesterday} GROUP BY mailbox_id`);
  return new Map(rows.map(({ id, ...sums }) => [id, sums]));
}

async function countAll() {
  const [mails, reports, quarantineOpen] = await Promise.all([
    db().message.count(),
    db().report.count({ where: { counted: true } }),
    db().quarantine.count({ where: { state: 'open' } }),
  ]);
  return { mails, reports, quarantineOpen };
}
