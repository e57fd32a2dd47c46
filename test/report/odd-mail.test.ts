import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import { attachment, type MailPart, mailOf } from './sample-mail.ts';
import { aggregateXml, recordXml } from './sample-xml.ts';
import { writeZip } from './sample-zip.ts';

const XML = Buffer.from(aggregateXml());
const GZIP = gzipSync(XML);
const ZIP = writeZip([{ name: 'report.xml', data: XML }]);

test.each([
  'application/gzip',
  'application/x-gzip',
  'application/gzip-compressed',
  'application/zip',
  'application/x-zip-compressed',
  'application/xml',
  'text/xml',
  'application/octet-stream',
  'application/tlsrpt+gzip',
  'image/png',
])('what is attached as %s is what its content says', async (type) => {
  for (const content of [GZIP, ZIP, XML]) {
    expect(idsOf(await readMail(mailOf([attachment(content, type)])))).toEqual(['r-1']);
  }
});

test.each([
  'Report domain: example.com Submitter: receiver.example Report-ID: 7',
  'Report Domain: example.com Submitter: receiver.example Report-ID:2025.11.05.7',
  'Dmarc Aggregate Report Domain: {example.com}  Submitter: {Receiver}  Date: {1}  Report-ID: {7}',
  'Report Domain: example.com; Submitter: receiver.example; Report-ID: <7>',
  '=?ISO-2022-JP?B?GyRCJWwlXSE8JUgbKEI=?=',
  'Lunch on Friday?',
  '',
])('a report id of the subject "%s" is not believed', async (subject) => {
  const mail = mailOf([attachment(GZIP)]).toString();
  const raw = Buffer.from(mail.replace(/^Subject: .*$/m, `Subject: ${subject}`));
  expect(idsOf(await readMail(raw))).toEqual(['r-1']);
});

test.each(['mixed', 'related', 'alternative', 'report', 'signed', 'x-unknown'])(
  'a report in multipart/%s is found',
  async (subtype) => {
    const html = { headers: 'Content-Type: text/html', content: '<p>Your <b>feedback</b></p>' };
    const raw = mailOf([html, attachment(GZIP)], `multipart/${subtype}`);
    expect(idsOf(await readMail(raw))).toEqual(['r-1']);
  },
);

test.each([
  ['a spool path', '_var_db_opendmarc_receiver.example!example.com!1!2.xml'],
  ['a false path', 'C:\\fakepath\\receiver.example!example.com!1!2.xml.gz'],
  ['a copy', 'receiver.example!example.com!1!2(1).zip'],
  ['no receiver', '!example.com!1!2.xml'],
  ['another domain and period', 'receiver.example!example.org!1538204542!1538290941.xml'],
  ['brackets', 'report [1].xml'],
])('a name that is %s is a name, and no fact', async (_, name) => {
  const part: MailPart = {
    headers: `Content-Disposition: attachment; filename="${name}"`,
    content: GZIP,
  };
  for (const read of [await readFile(name, GZIP), await readMail(mailOf([part]))]) {
    expect(idsOf(read)).toEqual(['r-1']);
    expect(read.items[0]?.outcome).toMatchObject({
      value: { report: { policyPublished: { domain: 'example.com' } } },
    });
  }
});

test.each<[string, string | null]>([
  ['Content-Type: application/gzip; name="a!b.gz"', 'a!b.gz'],
  ['Content-Disposition: attachment; filename=a!b.gz', 'a!b.gz'],
  ['Content-Disposition: attachment; filename="a!b.gz";', 'a!b.gz'],
  ["Content-Disposition: attachment; filename*=utf-8''a%21b.gz", 'a!b.gz'],
  ['Content-Disposition: attachment;\n filename*0="a!";\n filename*1="b.gz"', 'a!b.gz'],
  ['Content-Disposition: attachment; filename="=?utf-8?B?YSFiLmd6?="', 'a!b.gz'],
  ['Content-Disposition: attachment', null],
  ['Content-Type: application/octet-stream', null],
])('a part under "%s" is found, and its name is %s', async (headers, name) => {
  const read = await readMail(mailOf([{ headers, content: GZIP }]));
  expect(idsOf(read)).toEqual(['r-1']);
  expect(read.items.map(({ fileName }) => fileName)).toEqual([name]);
});

test.each(['application/zip', 'application/gzip', 'application/octet-stream', 'text/xml'])(
  'a mail that is the file itself, as %s, is read',
  async (type) => {
    for (const content of [GZIP, ZIP, XML]) {
      const [head = ''] = mailOf([]).toString().split('\nContent-Type', 1);
      const encoding = 'Content-Transfer-Encoding: base64';
      const mail = `${head}\nContent-Type: ${type}\n${encoding}\n\n${content.toString('base64')}`;
      for (const raw of [mail, mail.replaceAll('\n', '\r\n')]) {
        expect(idsOf(await readMail(Buffer.from(raw)))).toEqual(['r-1']);
      }
    }
  },
);

test('a broken attachment does not hide the others', async () => {
  const raw = mailOf([attachment(GZIP.subarray(0, 99)), attachment('<feedback>'), attachment(ZIP)]);
  expect(idsOf(await readMail(raw))).toEqual(['report/corrupt-archive', 'report/malformed', 'r-1']);
});

test('of more signatures than allowed the first ones are kept, and that is told', async () => {
  const one =
    '<dkim><domain>example.com</domain><selector>s</selector><result>pass</result></dkim>';
  const xml = aggregateXml({ records: recordXml({ results: one.repeat(101) }) });
  const { items } = await readFile('report.xml', Buffer.from(xml));
  const outcome = items[0]?.outcome;
  if (!outcome?.ok || outcome.value.kind !== 'aggregate') throw new Error('not read');
  expect(outcome.value.report.records[0]?.authResults.dkim).toHaveLength(DEFAULT_LIMITS.signatures);
  expect(outcome.value.deviations).toEqual([
    { code: 'too-many-auth-results', detail: 'dkim: more than 100 (MAX_SIGNATURES)', count: 1 },
  ]);
});

function idsOf({ items }: ReadMail) {
  return items.map(({ outcome }) => {
    if (!outcome.ok) return outcome.error.code;
    return outcome.value.kind === 'aggregate' ? outcome.value.report.metadata.reportId : null;
  });
}
