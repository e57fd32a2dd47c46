import { gzipSync } from 'node:zlib';
import { attacks, MIB } from './hostile-input.ts';
import { gzipBomb } from './sample-bomb.ts';
import { attachment, mailOf, mailOfText } from './sample-mail.ts';
import { aggregateXml } from './sample-xml.ts';

const GZIP = gzipSync(aggregateXml());

/** Attacks by how a mail is built (SECURITY 2.4). */
export const HOSTILE_MAILS = attacks([
  ['nothing', () => '', 'report/empty'],
  ['no headers', () => '\n\nhello', 'report/not-found'],
  ['noise', () => Buffer.from(times(4096, (n) => (n * 7919) % 256)), 'report/not-found'],
  ['a mail of 26 MiB', () => mailOfText('x'.repeat(26 * MIB)), 'report/too-large'],
  ['24 MiB without a line end', () => Buffer.alloc(24 * MIB, 'x'), 'report/not-found'],
  ['a subject of 2 MiB', () => `Subject: ${'x'.repeat(2 * MIB)}\n\n`, 'report/unreadable-message'],
  [
    '200,000 headers',
    () => `Subject: a\n${'X-A: b\n'.repeat(200_000)}\n`,
    'report/unreadable-message',
  ],
  ['a header folded 100,000 times', () => `X:${' a\n'.repeat(100_000)}\n`, 'report/not-found'],
  [
    '20,000 addresses',
    () => `From: ${'a@example.com, '.repeat(20_000)}\n\nhello`,
    'report/not-found',
  ],
  [
    'addresses in 10,000 groups',
    () => `From: ${'g: a@b.example; '.repeat(10_000)}\n\n`,
    'report/not-found',
  ],
  ['10,000 open brackets in From', () => `From: ${'<('.repeat(10_000)}\n\n`, 'report/not-found'],
  [
    '10,000 encoded words',
    () => `Subject: ${'=?utf-8?Q?=41?= '.repeat(10_000)}\n\n`,
    'report/not-found',
  ],
  ['a subject with NUL', () => subjected('a\0b'), 'read'],
  ['a subject that is half a character', () => subjected('=?utf-16?B?2AA=?='), 'read'],
  ['a subject in no charset', () => subjected('=?x-none?B?AAAA?='), 'read'],
  ['a date of another age', () => dated('Thu, 1 Jan 275760 00:00:00 +0000'), 'read'],
  ['a date that is a million digits', () => dated('9'.repeat(900_000)), 'read'],
  ['two of every header', () => doubled(), 'read'],
  [
    '1,100 parts',
    () => mailOf(times(1100, () => attachment('x', 'image/png'))),
    'report/too-large',
  ],
  ['900 parts', () => mailOf(times(900, () => attachment('x', 'image/png'))), 'report/other-file'],
  ['11 reports', () => mailOf(times(11, () => attachment(GZIP))), 'report/too-large'],
  [
    '10 archives of 1 GiB',
    () => mailOf(times(10, () => attachment(gzipBomb(1024)))),
    'report/too-large',
  ],
  [
    '40 pictures and a report',
    () => mailOf([...times(40, () => PICTURE), attachment(GZIP)]),
    'read',
  ],
  ['10,000 nested parts', () => nested(10_000), 'report/too-large'],
  ['900 nested parts', () => nested(900), 'report/not-found'],
  ['mails in mails, six deep', () => mailInMails(6), 'report/too-large'],
  ['mails in archives in mails, six deep', () => mailInMails(6, gzipSync), 'report/too-large'],
  ['a boundary of a mebibyte', () => bounded('b'.repeat(MIB / 2)), 'report/not-found'],
  ['a boundary that never comes', () => bounded('b'), 'report/not-found'],
  ['100,000 boundaries', () => `${bounded('b')}${'--b\n'.repeat(100_000)}`, 'report/too-large'],
  ['30,000 pieces of a name', () => pieces(30_000), 'report/unreadable-message'],
  ['a name of 900 KiB', () => named('x'.repeat(900 * 1024)), 'read'],
  ['a name that is a path', () => named('../../../etc/passwd'), 'read'],
  ['a name of a prototype', () => named('__proto__'), 'read'],
  ['a name with NUL and line ends', () => named('a\0b%0d%0a.gz'), 'read'],
  [
    '8 MiB of HTML tables',
    () => mailOfText('<table><tr><td>'.repeat(500_000), 'text/html'),
    'report/not-found',
  ],
  [
    '16 MiB of flowed text',
    () => mailOfText(' a \n'.repeat(4 * MIB), 'text/plain; format=flowed'),
    'report/not-found',
  ],
  ['8 MiB of links', () => mailOfText('http://a.example/ '.repeat(450_000)), 'report/not-found'],
  ['20 MiB of blanks', () => mailOfText(' '.repeat(20 * MIB)), 'report/not-found'],
  ['8 MiB of line ends', () => mailOfText('\r\n'.repeat(4 * MIB)), 'report/not-found'],
  ['20 MiB of CR', () => `From: a@example.com\r\r${'\r'.repeat(20 * MIB)}`, 'report/not-found'],
  ['10 MiB of lines with a blank', () => mailOfText(' \n'.repeat(5 * MIB)), 'report/not-found'],
  [
    '20 MiB of quoted-printable',
    () => encoded('quoted-printable', '=3D'.repeat(7 * MIB)),
    'report/not-found',
  ],
  [
    '20 MiB of soft line ends',
    () => encoded('quoted-printable', '=\n'.repeat(10 * MIB)),
    'report/not-found',
  ],
  ['20 MiB of base64 padding', () => encoded('base64', '='.repeat(20 * MIB)), 'report/not-found'],
  [
    '30,000 semicolons in each of 19 parts',
    () => mailOf(times(19, () => semicolons(30_000))),
    'report/other-file',
  ],
  [
    '20 MiB of base64 that is none',
    () => encoded('base64', '!'.repeat(20 * MIB)),
    'report/not-found',
  ],
  [
    '20 MiB of base64 in the text',
    () => mailOfText(`H4sI${'A'.repeat(20 * MIB)}`),
    'report/corrupt-archive',
  ],
  ['a million starts of base64', () => mailOfText('H4sI\n'.repeat(1e6)), 'report/corrupt-archive'],
  [
    'a million begins of uuencode',
    () => mailOfText('begin 644 a\n'.repeat(1e6)),
    'report/not-found',
  ],
  [
    '20 MiB of uuencode',
    () => mailOfText(`begin 644 a\n${'M\n'.repeat(10 * MIB)}end\n`),
    'report/empty',
  ],
  ['1,001 mails in a mbox', () => mbox(1001), 'report/too-large'],
  ['a million separators of a mbox', () => SEPARATOR.repeat(400_000), 'report/too-large'],
  [
    '20 MiB that begins like a failure report',
    () => `a: b\n${' \n'.repeat(10 * MIB)}`,
    'report/not-found',
  ],
  [
    'a failure report of a million fields',
    () => `Feedback-Type: abuse\n${'a: b\n'.repeat(1e6)}`,
    'read',
  ],
]);

const PICTURE = attachment('GIF89a', 'image/gif');
const SEPARATOR = 'From a Thu Nov  6 01:02:03 2025\n\n';

function times<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

function subjected(subject: string) {
  return mailOf([attachment(GZIP)])
    .toString()
    .replace(/^Subject: .*$/m, `Subject: ${subject}`);
}

function dated(date: string) {
  return mailOf([attachment(GZIP)])
    .toString()
    .replace(/^Date: .*$/m, `Date: ${date}`);
}

function doubled() {
  const [head = '', ...body] = mailOf([attachment(GZIP)])
    .toString()
    .split('\n\n');
  return [`${head}\n${head}`, ...body].join('\n\n');
}

function named(name: string) {
  const headers = `Content-Disposition: attachment; filename="${name}"`;
  return mailOf([{ headers, content: GZIP }]);
}

function pieces(count: number) {
  const parameters = times(count, (n) => ` name*${n}="x";\n`).join('');
  return `Content-Type: application/gzip;\n${parameters}\n\n`;
}

function semicolons(count: number) {
  return { headers: `Content-Type: image/png${';'.repeat(count)}x`, content: 'GIF89a' };
}

function nested(depth: number) {
  const parts = times(depth, (n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}`);
  return `MIME-Version: 1.0\n${parts.join('\n')}`;
}

function mailInMails(depth: number, pack?: (mail: Buffer) => Buffer) {
  const wrap = (mail: Buffer) =>
    mailOf([pack ? attachment(pack(mail)) : attachment(mail, 'message/rfc822')]);
  return times(depth, () => wrap).reduce((mail, again) => again(mail), mailOf([attachment(GZIP)]));
}

function bounded(boundary: string) {
  return `Content-Type: multipart/mixed; boundary="${boundary}"\n\n`;
}

function encoded(encoding: string, text: string) {
  return `Content-Type: text/plain\nContent-Transfer-Encoding: ${encoding}\n\n${text}`;
}

function mbox(mails: number) {
  return times(mails, () => `${SEPARATOR}hello\n\n`).join('');
}
