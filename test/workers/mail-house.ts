import { afterAll, beforeAll, beforeEach } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { addMailbox } from '#lib/store/mailbox';
import { newMailbox } from '#lib/store/mailbox-schema';
import { type Dovecot, PASSWORD, startDovecot } from '#test/support/dovecot';
import { junkMail, type Sample, sampleMail } from '#test/support/sample-report';

/**
 * A mail server for the tests of a `describe`, before each of which the database forgets all mail and
 * every mailbox. `dovecot` is there once they run.
 */
export function openMailHouse(): { readonly dovecot: Dovecot } {
  let dovecot: Dovecot | null = null;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  beforeEach(async () => {
    await pool().query('TRUNCATE record, daily, report, message, run, mailbox CASCADE');
  });
  afterAll(async () => {
    await dovecot?.stop();
    await closePool();
    await disconnect();
  });
  return {
    get dovecot() {
      if (!dovecot) throw new Error('The mail server is not there yet.');
      return dovecot;
    },
  };
}

/** Mails that bring one report each, of ten messages; every one with an id of its own. */
export function reportMails(count: number, sample: Sample = {}): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    return bytes(sampleMail({ reportId: `report-${i}`, ...sample }).raw);
  });
}

/** A mail that is no report. */
export function lunchMail(): Uint8Array {
  return bytes(junkMail('Lunch?').raw);
}

function bytes(raw: Uint8Array | null) {
  if (!raw) throw new Error('A sample mail has bytes.');
  return raw;
}

/** Adds a mailbox to the database, with a user of its own name at the server. */
export async function addUser(
  { imaps, caPem }: Pick<Dovecot, 'imaps' | 'caPem'>,
  name: string,
  settings: Record<string, unknown> = {},
): Promise<number> {
  const place = { host: 'localhost', port: imaps, caPem, username: name, password: PASSWORD };
  return await addMailbox(SYSTEM_VIEWER, newMailbox.parse({ name, ...place, ...settings }));
}

/** What is in the database, counted from its rows. */
export async function sums() {
  const { rows } = await pool().query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM report WHERE counted) AS reports,
            (SELECT coalesce(sum(count), 0)::int FROM record) AS messages,
            (SELECT coalesce(sum(messages), 0)::int FROM daily) AS rolled_up,
            (SELECT count(*)::int FROM message) AS mails,
            (SELECT count(*)::int FROM message WHERE state = 'claimed') AS unfinished,
            (SELECT count(*)::int FROM quarantine WHERE state = 'open') AS quarantined`,
  );
  return rows[0];
}

/** The mailbox as the database knows it. */
export async function mailboxRow(name: string) {
  return await db().mailbox.findUniqueOrThrow({ where: { name }, include: { runs: true } });
}
