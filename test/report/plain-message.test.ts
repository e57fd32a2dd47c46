import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoMails } from '#lib/demo/mails';
import { Dice } from '#lib/demo/random';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import type { Message, Part } from '#lib/report/message';
import { parseMessage } from '#lib/report/parse-message';
import { readPlainMessage } from '#lib/report/plain-message';
import { mutate, pick } from './mutate.ts';
import { attachment, mailOf } from './sample-mail.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/message');
const FAILURES = join(import.meta.dirname, '../fixtures/failure');
const SEED = process.env['FUZZ_SEED'] ?? 'plain';
const CORPUS = join(import.meta.dirname, '../../../shared/corpus/files');

test('the walk reads nearly every mail of the demo, as mailparser does', async () => {
  const mails = [...demoMails({ now: new Date('2026-06-30T12:00:00Z'), days: 20, seed: 7 })];
  const plain = await plainOf(mails.map(({ raw }) => Buffer.from(raw)));
  expect(plain / mails.length).toBeGreaterThan(0.95);
});

test('what the walk reads of odd mails, it reads as mailparser does', async () => {
  await plainOf(emlFiles(FIXTURES));
});

test.skipIf(!existsSync(CORPUS))('and of real mails', async () => {
  const mails = emlFiles(CORPUS);
  const plain = await plainOf(mails);
  process.stderr.write(`plain-message.test: ${plain} of ${mails.length} real mails are plain\n`);
  expect(plain).toBeGreaterThan(0);
});

test('and of fixtures that were changed by chance', { timeout: 120_000 }, async () => {
  const mails = [...emlFiles(FIXTURES), ...emlFiles(FAILURES)];
  const changed = Array.from({ length: 4000 }, (_, n) => {
    const dice = new Dice(`${SEED}/${n}`);
    return mutate(pick(dice, mails), dice, mails);
  });
  expect(await plainOf(changed)).toBeGreaterThan(400);
});

test.each([
  ['an encoded word', 'Subject: report', 'Subject: =?utf-8?q?r=C3=A9port?='],
  ['a doubled field', 'Subject: report', 'Subject: report\r\nSubject: another'],
  ['a line that is no field', 'Subject: report', 'Subject: report\r\nno field at all'],
  ['a name in pieces', 'filename="r.gz"', 'filename*0=r; filename*1=.gz'],
  ['an encoding of another kind', 'base64', 'quoted-printable'],
  ['an end that is missing', '--cut--', '--cut'],
  ['an id without brackets', 'Message-ID: <', 'Message-ID: '],
  ['a boundary of no multipart', 'multipart/mixed', 'text/plain'],
  ['a disposition that is none', 'attachment;', 'attached;'],
])('%s is left to mailparser', (_, from, to) => {
  const part = 'Content-Disposition: attachment; filename="r.gz"';
  const mail = mailOf([{ headers: part, content: Buffer.from('some bytes') }]).toString('latin1');
  const plain = mail.replace(/^Subject: .*$/m, 'Subject: report');
  expect(readPlainMessage(Buffer.from(plain, 'latin1'))).not.toBeNull();
  const last = plain.lastIndexOf(from);
  const odd = plain.slice(0, last) + to + plain.slice(last + from.length);
  expect(odd).not.toBe(plain);
  expect(readPlainMessage(Buffer.from(odd, 'latin1'))).toBeNull();
});

test('a mail of many parts is left to mailparser', () => {
  const parts = Array.from({ length: 25 }, () => attachment('a'));
  expect(readPlainMessage(mailOf(parts))).toBeNull();
});

/** How many of the mails the walk reads; each of those must be the same in both readings. */
async function plainOf(mails: readonly Buffer[]) {
  let count = 0;
  for (const mail of mails) {
    const plain = readPlainMessage(mail);
    if (!plain) continue;
    count += 1;
    const parsed = await parseMessage(mail, DEFAULT_LIMITS);
    if (!parsed.ok) throw new Error(parsed.error.text);
    expect(comparable(plain)).toEqual(comparable(parsed.value));
  }
  return count;
}

/** mailparser guesses types by names, which nobody asks for, and joins texts; the rest is compared. */
function comparable({ subject, from, messageId, date, parts, texts }: Message) {
  const bytesOf = ({ bytes }: Part) => Buffer.from(bytes).toString('latin1');
  const isHtml = ({ contentType }: Part) => contentType === 'text/html';
  const joined = [...texts.filter((text) => !isHtml(text)), ...texts.filter(isHtml)];
  const words = (subject ?? '').replace(/\s+/g, ' ');
  return {
    from,
    messageId,
    date,
    subject: words,
    parts: parts.map((part) => ({ name: part.fileName, bytes: bytesOf(part) })),
    texts: joined
      .map(bytesOf)
      .join('')
      .replace(/\s+|<br\/>/g, ''),
  };
}

function emlFiles(folder: string) {
  return globSync('**/*.eml', { cwd: folder }).map((name) => readFileSync(join(folder, name)));
}
