import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, LIMITS, type LimitName, type Limits } from '#lib/report/limits';
import { implausibleReport } from '#lib/report/plausible-period';
import { readFile } from '#lib/report/read-file';
import { attachment, mailOf } from './sample-mail.ts';
import { aggregateXml, recordXml } from './sample-xml.ts';
import { writeZip } from './sample-zip.ts';

const RECEIVED = new Date('2025-12-01');
const XML = aggregateXml();
const MAIL = mailOf([attachment(XML), attachment(XML)]);
const ZIP = writeZip([file('a.xml'), file('b.xml')]);
const MANY_RESULTS = aggregateXml({
  records: recordXml({ results: '<dkim><domain>a.example</domain></dkim>'.repeat(3) }),
});
const POLICY = '{"policy":{"policy-type":"sts","policy-domain":"example.com"}}';
const JSON_REPORT =
  '{"organization-name":"Receiver","report-id":"1","date-range":{"start-datetime":' +
  `"2025-11-05T00:00:00Z","end-datetime":"2025-11-05T23:59:59Z"},"policies":[${POLICY},${POLICY}]}`;

/** For every limit: how low it is set, and what goes beyond it then. */
const BEYOND: readonly (readonly [LimitName, number, Uint8Array | string])[] = [
  ['mailBytes', 1000, MAIL],
  ['mimeParts', 1, mailOf(Array.from({ length: 30 }, () => attachment(XML)))],
  ['reportParts', 1, MAIL],
  ['mailDepth', 1, wrapped(wrapped(MAIL))],
  ['archiveEntries', 1, ZIP],
  ['archiveDepth', 1, gzipSync(ZIP)],
  ['unpackedBytes', 100, ZIP],
  ['jsonBytes', 100, JSON_REPORT],
  ['recoverBytes', 100, aggregateXml({ root: 'feedback & co' })],
  ['xmlToken', 20, XML],
  ['xmlDepth', 2, XML],
  ['xmlName', 10, XML],
  ['xmlElements', 5, XML],
  ['records', 1, aggregateXml({ records: recordXml().repeat(2) })],
  ['signatures', 1, MANY_RESULTS],
  ['results', 2, MANY_RESULTS],
  ['policies', 1, JSON_REPORT],
  ['rangeDays', 0, XML],
];

test('every limit is gone beyond', () => {
  expect(BEYOND.map(([name]) => name)).toEqual(Object.keys(LIMITS));
});

test.each(BEYOND)('what goes beyond %s (%i) names its variable', async (name, most, content) => {
  const { variable } = LIMITS[name];
  const bytes = Buffer.from(content);
  expect(await whatIsSaid(bytes, { ...DEFAULT_LIMITS, [name]: most })).toContain(`(${variable})`);
  expect(await whatIsSaid(bytes, DEFAULT_LIMITS)).not.toContain(variable);
});

/** All that is said of what was read: why it was refused, or what deviates in it. */
async function whatIsSaid(bytes: Uint8Array, limits: Limits) {
  const { items } = await readFile('report', bytes, limits);
  const said = items.map(({ outcome }) => {
    if (!outcome.ok) return outcome.error;
    return [outcome.value.deviations, implausibleReport(outcome.value, RECEIVED, limits)];
  });
  return JSON.stringify(said);
}

function file(name: string) {
  return { name, data: Buffer.from(XML) };
}

function wrapped(mail: Buffer) {
  return mailOf([attachment(mail, 'message/rfc822')]);
}
