import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoMails } from '#lib/demo/mails';
import { startEmbedded } from '#prisma/embedded';
import { openPage, startBrowser } from '#test/support/browser';
import { type Dovecot, PASSWORD, startDovecot } from '#test/support/dovecot';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { tempFolder } from '#test/support/temp-folder';
import { runCli } from '#test/workers/run-cli';

// The main job, end to end: a real mailbox of 200 mails, the running product, a browser, a CSV.
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const EVER = 'from=2015-01-01&to=2026-12-31';
/** With the 58 mails of the corpus and the junk it makes two hundred. */
const DEMO_MAILS = 122;
const folder = tempFolder('mailbox-to-csv');

let dovecot: Dovecot;
let product: Product;
let sql: Client;
let closeSql: () => Promise<void>;

beforeAll(async () => {
  [dovecot, product] = await Promise.all([
    startDovecot(),
    startProduct({ environment: { CHECK_SENDERS: 'off' } }),
  ]);
  const database = await startEmbedded({ dataDir: product.dataDir });
  sql = new Client({ connectionString: database.url });
  await sql.connect();
  closeSql = async () => {
    await sql.end();
    await database.stop();
  };
});

afterAll(async () => {
  await closeSql();
  await removeProduct(product);
  await dovecot.stop();
});

const cli = (...args: string[]) =>
  runCli(args, { env: { DATA_DIR: product.dataDir, CHECK_SENDERS: 'off' } });

const one = async (query: string): Promise<Record<string, number>> =>
  (await sql.query(query)).rows[0];

/** What is true of the mails, told by the demo's own XML and by the corpus' independent parser. */
const truth = { reports: 0, messages: 0, junk: 20 };

test('two hundred mails are delivered', () => {
  const demo = [...demoMails({ now: new Date('2026-11-24T12:00Z'), days: 90, seed: 7 })];
  // Gzipped reports, so that a few lines can add them up without our reader.
  const gzipped = demo.filter(({ raw }) => gzippedXml(raw) !== null).slice(0, DEMO_MAILS);
  expect(gzipped).toHaveLength(DEMO_MAILS);
  for (const { raw } of gzipped) {
    truth.reports += 1;
    for (const [, count] of gzippedXml(raw)?.matchAll(/<count>(\d+)<\/count>/g) ?? []) {
      truth.messages += Number(count);
    }
  }
  const corpus = corpusMails();
  const junk = Array.from({ length: truth.junk }, (_, n) =>
    Buffer.from(`From: a${n}@example.net\r\nSubject: Lunch ${n}\r\n\r\nAt noon, as ever?\r\n`),
  );
  dovecot.deliver('reports', [...gzipped.map(({ raw }) => raw), ...corpus, ...junk]);
  // biome-ignore lint/suspicious/noConsole: the size of the test is told, and why.
  console.log(
    `${DEMO_MAILS + corpus.length + truth.junk} mails, ${corpus.length} of them of the corpus`,
  );
});

test('the running product reads them all, and counts what is true', async () => {
  writeFileSync(join(folder, 'ca.pem'), dovecot.caPem);
  writeFileSync(join(folder, 'password'), PASSWORD);
  const server = ['--host', 'localhost', '--port', `${dovecot.imaps}`, '--user', 'reports'];
  const secrets = [
    '--password-file',
    join(folder, 'password'),
    '--ca-file',
    join(folder, 'ca.pem'),
  ];
  const after = ['--after', 'move:Archive', '--after-failure', 'move:Unreadable'];
  const added = await cli('mailbox', 'add', 'reports', ...server, ...secrets, ...after);
  expect(added).toMatchObject({ code: 0 });
  await cli('mailbox', 'poll', 'reports');
  await emptied();
  expect(
    await one(`SELECT (SELECT count(*)::int FROM report WHERE counted) AS reports,
                      (SELECT sum(count)::int FROM record) AS messages,
                      (SELECT sum(messages)::int FROM daily) AS rolled_up`),
  ).toEqual({ reports: truth.reports, messages: truth.messages, rolled_up: truth.messages });
});

test('every junk mail waits in quarantine, and in the folder for what cannot be read', async () => {
  const { junk } = await one(
    `SELECT count(*)::int AS junk FROM quarantine JOIN message ON message.id = message_id
     WHERE subject LIKE 'Lunch %' AND quarantine.raw IS NOT NULL`,
  );
  expect(junk).toBe(truth.junk);
  expect(dovecot.count('reports', 'Unreadable')).toBeGreaterThanOrEqual(truth.junk);
});

test('the next poll fetches nothing twice', async () => {
  const before = await one(
    'SELECT count(*)::int AS mails, sum(attempts)::int AS tries FROM message',
  );
  expect((await cli('mailbox', 'poll', 'reports')).code).toBeLessThanOrEqual(1);
  expect(
    await one('SELECT count(*)::int AS mails, sum(attempts)::int AS tries FROM message'),
  ).toEqual(before);
});

test('page, API, CSV, command line and SQL give one sum', async () => {
  writeFileSync(join(folder, 'owner'), PASSWORD);
  const owner = ['ada@example.com', '--role', 'owner', '--password-file', join(folder, 'owner')];
  expect(await cli('user', 'add', ...owner)).toMatchObject({ code: 0 });
  const token = (await cli('token', 'create', 'test', '--scope', 'read')).out.trim();
  const ask = (path: string) =>
    fetch(`${product.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });

  const totals = await (await ask(`totals?${EVER}`)).json();
  expect(totals.result ?? totals).toMatchObject({ messages: truth.messages });
  const csv = await (await ask(`export/records.csv?${EVER}`)).text();
  expect(sumOf(csv)).toBe(truth.messages);
  const exported = await cli('export', 'records', '--from', '2015-01-01', '--to', '2026-12-31');
  expect(exported.out).toBe(csv);

  const browser = await startBrowser();
  const { page, faults } = await openPage(browser, product.url);
  await page.goto(`/?${EVER}`);
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const figure = page
    .locator('dt', { hasText: 'Messages reported' })
    .locator('xpath=../dd')
    .first();
  await figure.waitFor();
  expect((await figure.getAttribute('title'))?.replace(/\D/g, '')).toBe(`${truth.messages}`);
  expect(faults).toEqual([]);
  await browser.close();
});

/** The XML of a mail whose attachment is base64 of gzip: it begins with `H4sI`. */
function gzippedXml(raw: Uint8Array) {
  const [block] = /^H4sI[A-Za-z0-9+/=\s]+/m.exec(Buffer.from(raw).toString('latin1')) ?? [];
  const text = block ? gunzipSync(Buffer.from(block, 'base64')).toString() : '';
  // TLS reports are gzipped, too, and are JSON.
  return text.startsWith('<') ? text : null;
}

/** The mails of the corpus, and what its independent parser says of them; none where it is not. */
function corpusMails() {
  if (!existsSync(CORPUS)) return [];
  const seen = new Set<string>();
  for (const line of readFileSync(join(CORPUS, 'EXPECTED.jsonl'), 'utf8').trim().split('\n')) {
    const expected = JSON.parse(line);
    if (!/\.eml/.test(expected.file) || !expected.ok || expected.kind !== 'aggregate') continue;
    const { org_name, email, report_id, domain, begin, end } = expected;
    const identity = JSON.stringify([org_name, email, report_id, domain, begin, end]);
    if (seen.has(identity)) continue;
    seen.add(identity);
    truth.reports += 1;
    truth.messages += expected.total_messages;
  }
  return globSync('files/**/*.eml*', { cwd: CORPUS }).map((file) =>
    readFileSync(join(CORPUS, file)),
  );
}

async function emptied() {
  const deadline = Date.now() + 120_000;
  while (dovecot.count('reports') > 0) {
    if (Date.now() > deadline) throw new Error(`mails are left:\n${product.said().slice(-2000)}`);
    await sleep(500);
  }
}

/** The sum of a CSV's `message_count`, by a reading of RFC 4180 that is not ours. */
function sumOf(csv: string) {
  const rows = csv.split('\r\n').filter((line) => line !== '');
  const column = rows[0]?.split(',').indexOf('message_count') ?? -1;
  return rows.slice(1).reduce((sum, row) => {
    const cells = row.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
    return sum + Number.parseInt(cells[column] ?? '0', 10);
  }, 0);
}
