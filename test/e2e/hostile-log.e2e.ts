import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { type Dovecot, PASSWORD, startDovecot } from '#test/support/dovecot';
import { type Product, removeProduct, startProduct } from '#test/support/product';
import { sampleReport } from '#test/support/sample-report';
import { tempFolder } from '#test/support/temp-folder';
import { runCli } from '#test/workers/run-cli';

// Strangers name their mails, files and selves so that a terminal, a log viewer or a spreadsheet would do
// what they say (SECURITY 1, rows 16 and 19); a real mailbox of them is polled by the running product.
const ESC = '\u001b';
const WORDS = [
  `${ESC}[31mred${ESC}[0m`,
  `${ESC}]0;title\u0007`,
  `${ESC}[2J${ESC}[Hgone`,
  'one\r\n{"level":60,"msg":"forged"}',
  'one\u0085two\u2028three',
  '\u009b31m by one byte',
  '\u202egnp.exe\u2066',
  '\u0000\u0008\u007f',
  '=HYPERLINK("https://evil.example/","open")',
  '@SUM(1+1)*cmd|calc',
];

const folder = tempFolder('hostile-log');
let dovecot: Dovecot;
let product: Product;

beforeAll(async () => {
  dovecot = await startDovecot();
  dovecot.deliver('reports', WORDS.flatMap(mailsNamed));
  const environment = { LOG_LEVEL: 'trace', CHECK_SENDERS: 'off', LOOK_UP_SOURCES: 'off' };
  product = await startProduct({ environment });
  writeFileSync(join(folder, 'password'), PASSWORD);
  const place = ['--host', '127.0.0.1', '--port', `${dovecot.imap}`, '--tls', 'none'];
  const login = ['--user', 'reports', '--password-file', join(folder, 'password')];
  const after = ['--after', 'move:Done', '--after-failure', 'move:Unreadable'];
  const added = await cli('mailbox', 'add', 'reports', ...place, ...login, ...after);
  expect(added).toMatchObject({ code: 0 });
  for (let tries = 0; dovecot.count('reports') > 0; tries += 1) {
    if (tries > 240) throw new Error(product.said());
    await sleep(500);
  }
});

afterAll(async () => {
  await removeProduct(product);
  await dovecot?.stop();
});

const cli = (...args: string[]) => runCli(args, { env: { DATA_DIR: product.dataDir } });

/** What moves a cursor, turns or hides text, or ends a line, but for the end of our own lines. */
const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test('no line of the log holds what would move a cursor, turn or break it', () => {
  const said = product.said();
  expect(RAW.exec(said)?.[0]).toBeUndefined();
  const lines = said.split('\n').filter((line) => line.startsWith('{'));
  for (const line of lines) expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' });
  // All of them were told of.
  expect(said.split('"msg":"mail"').length - 1).toBeGreaterThanOrEqual(3 * WORDS.length);
});

test('no answer of the command line does, whatever a terminal makes of it', async () => {
  for (const args of [['status'], ['parse', await kept()], ['mailbox', 'list']]) {
    const { out, err } = await cli(...args);
    expect(RAW.exec(out + err)?.[0], args.join(' ')).toBeUndefined();
  }
});

test('no cell of a file for spreadsheets begins a formula', async () => {
  const owner = ['--role', 'owner', '--password-file', join(folder, 'password')];
  expect(await cli('user', 'add', 'ada@example.com', ...owner)).toMatchObject({ code: 0 });
  const { out: token } = await cli('token', 'create', 'sheets', '--scope', 'read');
  const headers = { authorization: `Bearer ${token.trim()}` };
  const files: string[] = [];
  for (const dataset of ['reports', 'records', 'reporters', 'ingest-runs']) {
    const asked = `from=2026-11-01&to=2026-11-30&guard=1`;
    const answer = await fetch(`${product.url}/api/v1/export/${dataset}.csv?${asked}`, { headers });
    expect(answer.status, dataset).toBe(200);
    files.push(await answer.text());
  }
  for (const file of files) expect(file).not.toMatch(/(^|,)"?[=@]/m);
  expect(files[0]).toContain(`"'=HYPERLINK(""https://evil.example/""`);
});

/** A report of a reporter of that name, in a file and a mail of that name; and a mail of none. */
function mailsNamed(word: string, at: number) {
  const report = sampleReport({ orgName: word, email: word, reportId: `${at} ${word}` });
  const file = Buffer.from(writeAggregate(report)).toString('base64');
  const name = encodeURIComponent(word).replaceAll("'", '%27');
  const subject = `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`;
  const head = [
    `From: ${subject} <reports${at}@reporter.example>`,
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
  ];
  const attached = [
    'Content-Type: application/xml',
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename*=utf-8''${name}`,
  ];
  const lines = (more: string[]) => Buffer.from([...head, ...more, ''].join('\r\n'));
  return [
    lines([...attached, '', ...(file.match(/.{1,76}/g) ?? [])]),
    lines([...attached, '', Buffer.from('no report').toString('base64')]),
    // As raw as a header can be.
    Buffer.from(
      `From: a@example.net\r\nSubject: ${word.replace(/[\r\n]/g, ' ')}\r\n\r\nNothing.\r\n`,
    ),
  ];
}

/** A file of that name and kind, for whoever reads it by hand. */
async function kept() {
  const file = join(folder, 'report.xml');
  writeFileSync(file, writeAggregate(sampleReport({ orgName: WORDS[0] ?? '' })));
  return file;
}
