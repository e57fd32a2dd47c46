import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import { readMail } from '#lib/report/read-mail';
import { attachment, mailOf, mailOfText } from './sample-mail.ts';
import { aggregateXml } from './sample-xml.ts';

const MIB = 2 ** 20;
const XML = Buffer.from(aggregateXml());

test.each<[string, () => Uint8Array, string]>([
  ['nothing', () => Buffer.alloc(0), 'report/not-found'],
  ['no headers', () => Buffer.from('\n\nhello'), 'report/not-found'],
  [
    'noise',
    () => Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7919) % 256)),
    'report/not-found',
  ],
  ['26 MiB', () => Buffer.alloc(26 * MIB, 'x'), 'report/too-large'],
  [
    'a subject of 2 MiB',
    () => Buffer.from(`Subject: ${'x'.repeat(2 * MIB)}\n\n`),
    'report/unreadable-message',
  ],
  [
    '200,000 headers',
    () => Buffer.from(`${'X-A: b\n'.repeat(200_000)}\n`),
    'report/unreadable-message',
  ],
  [
    '1,100 parts',
    () => mailOf(Array.from({ length: 1100 }, () => attachment('x', 'image/png'))),
    'report/unreadable-message',
  ],
  ['10,000 nested parts', () => nested(10_000), 'report/unreadable-message'],
  [
    'mails in mails, six deep',
    () =>
      [1, 2, 3, 4, 5, 6].reduce(
        (inner) => mailOf([attachment(inner, 'message/rfc822')]),
        mailOf([attachment(gzipSync(XML))]),
      ),
    'report/too-large',
  ],
  [
    '8 MiB of HTML tables',
    () => mailOfText('<table><tr><td>'.repeat(500_000), 'text/html'),
    'report/not-found',
  ],
  ['20 MiB of blanks', () => mailOfText(' '.repeat(20 * MIB)), 'report/not-found'],
  ['8 MiB of line ends', () => mailOfText('\r\n'.repeat(4 * MIB)), 'report/not-found'],
  [
    '10 MiB of blank lines with a blank',
    () => mailOfText(' \n'.repeat(5 * MIB)),
    'report/not-found',
  ],
  [
    '20 MiB of base64 in the text',
    () => mailOfText(`H4sI${'A'.repeat(20 * MIB)}`),
    'report/corrupt-archive',
  ],
  ['a million starts of base64', () => mailOfText('H4sI\n'.repeat(1e6)), 'report/corrupt-archive'],
  [
    'a name that is a path',
    () =>
      mailOf([
        { headers: 'Content-Type: application/gzip; name="../../etc/passwd"', content: 'x' },
      ]),
    'report/other-file',
  ],
])('a mail of %s is refused', { timeout: 30_000 }, async (_, write, code) => {
  const raw = write();
  const before = process.cpuUsage();
  const { items } = await readMail(raw);
  const { user, system } = process.cpuUsage(before);
  expect(items.map(({ outcome }) => (outcome.ok ? 'read' : outcome.error.code))).toEqual([code]);
  expect((user + system) / 1e6).toBeLessThan(6);
});

test('of more reports than allowed the first ones are read', async () => {
  const reports = Array.from({ length: 12 }, () => attachment(gzipSync(XML)));
  const { items } = await readMail(mailOf(reports));
  expect(items.filter(({ outcome }) => outcome.ok)).toHaveLength(DEFAULT_LIMITS.reportParts);
  expect(items.at(-1)?.outcome).toMatchObject({ error: { code: 'report/too-large' } });
});

test('attachments that are no reports do not count against those that are', async () => {
  const logos = Array.from({ length: 40 }, () => attachment('GIF89a', 'image/gif'));
  const { items } = await readMail(mailOf([...logos, attachment(gzipSync(XML))]));
  expect(items.map(({ outcome }) => outcome.ok)).toEqual([true]);
});

test('no mutation of a mail, an archive or a report makes the reader throw', async () => {
  const seeds = [mailOf([attachment(gzipSync(XML))]), gzipSync(XML), XML];
  const dice = seededDice(2026);
  for (let round = 0; round < 600; round += 1) {
    const mutant = Buffer.from(seeds[round % seeds.length] ?? XML);
    for (let hits = dice(8); hits >= 0; hits -= 1) mutant[dice(mutant.length)] = dice(256);
    const { items } = await readFile('report', mutant.subarray(0, mutant.length - dice(20)));
    expect(items.length).toBeGreaterThan(0);
  }
});

/** The minimal standard generator of Park and Miller. */
function seededDice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

function nested(depth: number) {
  const lines = ['MIME-Version: 1.0'];
  for (let n = 0; n < depth; n += 1) {
    lines.push(`Content-Type: multipart/mixed; boundary="b${n}"`, '', `--b${n}`);
  }
  return Buffer.from(lines.join('\n'));
}
