import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '#prisma/embedded';
import { migrate } from '#prisma/migrate';
import { type Dovecot, startDovecot } from '#test/support/dovecot';
import { tempFolder } from '#test/support/temp-folder';
import type { LoadKind, Manifest } from './load.ts';
import { putMailsOnDisk } from './mails-on-disk.ts';
import { pointAt } from './point-at.ts';

/** An empty, migrated Postgres that flushes its commits, and a Dovecot, for as long as a part lasts. */
export type MailHouse = {
  url: string;
  dataDir: string;
  dovecot: Dovecot;
  /** Puts a load into the INBOX of each of these users, the same for all; answers with its sums. */
  fill: (users: readonly string[], kind: LoadKind, mails: number) => Promise<Manifest>;
  /** Has the database know a user of the server, and what becomes of a mail that is safe. */
  addUser: (user: string, imaps: number, afterSuccess: string) => Promise<void>;
  /** Forgets every report and mailbox. */
  empty: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
};

/** Opens a house, and has this process use its database. */
export async function openMailHouse(): Promise<MailHouse> {
  const dataDir = tempFolder('bench');
  const server = await startEmbedded({ dataDir });
  const dovecot = await startDovecot();
  await migrate(server.url);
  pointAt(server.url);
  return {
    ...{ url: server.url, dataDir, dovecot, empty },
    fill: (users, kind, mails) => fill(dovecot, users, kind, mails),
    addUser: async (user, imaps, afterSuccess) => {
      const house = await import('#test/workers/mail-house');
      const { caPem } = dovecot;
      await house.addUser({ imaps, caPem }, user, { afterSuccess, afterFailure: 'move:Bad' });
    },
    [Symbol.asyncDispose]: async () => {
      await dovecot.stop();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** So many mails are written at a time: none of them is ever in the memory of this process. */
const PIECE = 5000;

async function fill(dovecot: Dovecot, users: readonly string[], kind: LoadKind, mails: number) {
  const sum: Manifest = { reports: 0, records: 0, messages: 0, passing: 0 };
  for (let written = 0; written < mails; written += PIECE) {
    const count = Math.min(PIECE, mails - written);
    for (const user of users) {
      const folder = tempFolder('bench-mails');
      const piece = await putMailsOnDisk(folder, kind, count, 1 + written / PIECE);
      const files = piece.mails.map(({ file }) => join(folder, file));
      dovecot.deliverFiles(user, files);
      rmSync(folder, { recursive: true, force: true });
      if (user === users[0]) addTo(sum, piece.manifest);
    }
  }
  return sum;
}

function addTo(sum: Manifest, { reports, records, messages, passing }: Manifest) {
  sum.reports += reports;
  sum.records += records;
  sum.messages += messages;
  sum.passing += passing;
}

async function empty() {
  const { pool } = await import('#lib/db/pool');
  const { forgetDictionary } = await import('#lib/store/dictionary');
  await pool().query(
    'TRUNCATE record, daily, report, message, run, domain, reporter, auth_set, source, mailbox CASCADE',
  );
  forgetDictionary();
}
