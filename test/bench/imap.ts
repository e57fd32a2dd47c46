import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '#prisma/embedded';
import { migrate } from '#prisma/migrate';
import { type Dovecot, hasDovecot, startDovecot } from '#test/support/dovecot';
import { startProxy } from '#test/support/tcp-proxy';
import { tempFolder } from '#test/support/temp-folder';
import type { Figure } from './figure.ts';
import { checkLoad } from './ingest.ts';
import type { Manifest } from './load.ts';
import { type MailsOnDisk, putMailsOnDisk } from './mails-on-disk.ts';
import { measure, peakMib, type Taken } from './measure.ts';
import { serverCpuSeconds } from './server-cpu.ts';

/**
 * From a maildir behind Dovecot to committed rows, through the worker's own pass, after-action and
 * all; on loopback, over a line of 20 ms, and beside a mailbox that drips. Nothing without Dovecot.
 */
export async function benchImap(isQuick: boolean): Promise<Figure[]> {
  if (!hasDovecot) return [];
  const folder = tempFolder('bench-mails');
  const dataDir = tempFolder('bench');
  const load = await putMailsOnDisk(folder, 'small', isQuick ? 1000 : 5000);
  const server = await startEmbedded({ dataDir });
  const dovecot = await startDovecot();
  try {
    await migrate(server.url);
    process.env['DATABASE_URL'] = server.url;
    process.env['SECRET_KEY'] = 'only for the length of a benchmark, and nothing else';
    process.env['CHECK_SENDERS'] = 'off';
    process.env['LOG_LEVEL'] = 'error';
    for (const user of USERS) deliver(dovecot, user, folder, load);
    return await measureAll({ dovecot, load, dataDir, url: server.url });
  } finally {
    await dovecot.stop();
    await server.stop();
    for (const one of [folder, dataDir]) rmSync(one, { recursive: true, force: true });
  }
}

const USERS = ['near', 'far', 'slow'];

function deliver(dovecot: Dovecot, user: string, folder: string, { mails }: MailsOnDisk) {
  for (const { file } of mails) dovecot.deliver(user, [readFileSync(join(folder, file))]);
}

type House = { dovecot: Dovecot; load: MailsOnDisk; dataDir: string; url: string };

async function measureAll({ dovecot, load, dataDir, url }: House): Promise<Figure[]> {
  const { manifest } = load;
  const fetched = await measure(() => fetchOnly(dovecot, manifest.reports));
  const before = serverCpuSeconds(dataDir);
  const near = await pollOf('near', dovecot.imaps, dovecot);
  const serverSeconds = serverCpuSeconds(dataDir) - before;
  await checkLoad('small', manifest, url);
  const memory = peakMib();

  const line = await startProxy(dovecot.imaps, { delayMs: 10 });
  const far = await pollOf('far', line.port, dovecot);
  await checkLoad('small', manifest, url);
  await line.close();

  const drip = await startProxy(dovecot.imaps, { bytesPerSecond: 1_000 });
  const beside = await pollBesideSlow(drip.port, dovecot);
  await checkLoad('small', manifest, url);
  await drip.close();
  return figuresOf(manifest, { fetched, near, far, beside, serverSeconds, memory });
}

type Measured = Record<'fetched' | 'near' | 'far' | 'beside', Taken> & {
  serverSeconds: number;
  memory: number;
};

function figuresOf({ reports }: Manifest, taken: Measured): Figure[] {
  const { fetched, near, far, beside, serverSeconds, memory } = taken;
  const rate = ({ seconds }: Taken) => reports / seconds;
  const against = (other: Taken, words: string) =>
    `${(other.seconds / near.seconds).toFixed(2)} of ${words}`;
  const what = `IMAP, ${reports} mails`;
  const cpu = (1000 * (near.cpuSeconds + serverSeconds)) / reports;
  const unit = 'mails/s';
  return [
    {
      ...{ what, value: rate(near), unit, floor: 500, target: 1200 },
      ratio: against(fetched, 'only fetching'),
    },
    { what: `${what}: processors`, value: cpu, unit: 'CPU-ms' },
    { what: `${what}: peak memory`, value: memory, unit: 'MiB' },
    { what: `${what}, at 20 ms RTT`, value: rate(far), unit, target: 800 },
    { what: `${what}, beside one at 1 KB/s`, value: rate(beside), unit },
  ];
}

/** What Dovecot and the line allow: the same batches, and nothing done with them. */
async function fetchOnly({ imaps: port, caPem }: Dovecot, expected: number) {
  const { withImap } = await import('#lib/net/imap-session');
  const { listNewUids, openFolder } = await import('#lib/net/imap-folder');
  const { fetchMails } = await import('#lib/net/imap-fetch');
  const { PASSWORD: password } = await import('#test/support/dovecot');
  const place = { host: 'localhost', port, tls: 'implicit', caPem, folder: 'INBOX' } as const;
  const config = { ...place, username: 'near', password };
  const maxMailBytes = 25 * 2 ** 20;
  let seen = 0;
  await withImap(
    config,
    { maxMailBytes, stop: new AbortController().signal },
    async ({ client }) => {
      const folder = await openFolder(client, config, { readOnly: true });
      const uids = await listNewUids(client, folder, 0);
      for await (const batch of fetchMails(client, uids, maxMailBytes)) seen += batch.length;
    },
  );
  if (seen !== expected) throw new Error(`${seen} of ${expected} mails were fetched.`);
}

/** One pass over a mailbox that nobody has read, into a database that knows no report. */
async function pollOf(user: string, imaps: number, dovecot: Dovecot): Promise<Taken> {
  const { pollOnce } = await import('#workers/poll-mailbox');
  await emptyDatabase();
  await addUser(user, imaps, dovecot);
  return await measure(() => pollOnce(user));
}

async function pollBesideSlow(slowPort: number, dovecot: Dovecot): Promise<Taken> {
  const { pollOnce } = await import('#workers/poll-mailbox');
  await emptyDatabase();
  await addUser('slow', slowPort, dovecot);
  await addUser('near', dovecot.imaps, dovecot);
  const stop = new AbortController();
  const slow = pollOnce('slow', { stop: stop.signal });
  const taken = await measure(() => pollOnce('near'));
  stop.abort();
  await slow;
  return taken;
}

async function addUser(user: string, imaps: number, { caPem }: Dovecot) {
  const house = await import('#test/workers/mail-house');
  await house.addUser({ imaps, caPem }, user, { afterSuccess: 'seen' });
}

async function emptyDatabase() {
  const { pool } = await import('#lib/db/pool');
  const { forgetDictionary } = await import('#lib/store/dictionary');
  await pool().query(
    'TRUNCATE record, daily, report, message, run, domain, reporter, auth_set, source, mailbox CASCADE',
  );
  forgetDictionary();
}
