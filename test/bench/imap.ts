import { type Dovecot, hasDovecot } from '#test/support/dovecot';
import { startProxy } from '#test/support/tcp-proxy';
import type { Figure } from './figure.ts';
import { checkLoad } from './ingest.ts';
import type { Manifest } from './load.ts';
import { type MailHouse, openMailHouse } from './mail-house.ts';
import { measure, peakMib, type Taken } from './measure.ts';
import { serverCpuSeconds } from './server-cpu.ts';

/**
 * From a maildir behind Dovecot to committed rows, through the worker's own pass, after-action and
 * all; on loopback, and over a line of 20 ms. Nothing without Dovecot.
 */
export async function benchImap(isQuick: boolean): Promise<Figure[]> {
  if (!hasDovecot) return [];
  await using house = await openMailHouse();
  const manifest = await house.fill(['near', 'far'], 'small', isQuick ? 1000 : 5000);
  const { url, dataDir, dovecot } = house;
  const fetched = await measure(() => fetchOnly(dovecot, manifest.reports));
  const before = serverCpuSeconds(dataDir);
  const near = await pollOf(house, 'near', dovecot.imaps);
  const serverSeconds = serverCpuSeconds(dataDir) - before;
  await checkLoad('small', manifest, url);
  const memory = peakMib();

  const line = await startProxy(dovecot.imaps, { delayMs: 10 });
  const far = await pollOf(house, 'far', line.port);
  await checkLoad('small', manifest, url);
  await line.close();
  return figuresOf(manifest, { fetched, near, far, serverSeconds, memory });
}

type Measured = Record<'fetched' | 'near' | 'far', Taken> & {
  serverSeconds: number;
  memory: number;
};

function figuresOf({ reports }: Manifest, taken: Measured): Figure[] {
  const { fetched, near, far, serverSeconds, memory } = taken;
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
async function pollOf(house: MailHouse, user: string, imaps: number): Promise<Taken> {
  const { pollOnce } = await import('#workers/poll-mailbox');
  await house.empty();
  await house.addUser(user, imaps, 'seen');
  return await measure(() => pollOnce(user));
}
