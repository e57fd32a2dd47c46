import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import { aggregateXml, METADATA, POLICY, recordXml } from './sample-xml.ts';

const MIB = 2 ** 20;
const inside = (text: string) => aggregateXml({ metadata: `${METADATA}${text}` });
const times = (count: number, text: string) => text.repeat(count);
const doctype = (text: string) =>
  aggregateXml({ declaration: `<?xml version="1.0"?><!DOCTYPE feedback [${text}]>` });

test.each<[string, () => string, string]>([
  ['entities that multiply', () => doctype(laughs()), 'report/malformed'],
  [
    'an entity that is a file',
    () => doctype('<!ENTITY x SYSTEM "file:///etc/passwd">'),
    'report/malformed',
  ],
  ['a parameter entity', () => doctype('<!ENTITY % x "y">%x;'), 'report/malformed'],
  ['a DTD without entities', () => doctype(''), 'report/malformed'],
  ['a DTD behind junk that could be cut off', () => `"${doctype('')}`, 'report/malformed'],
  [
    'a DTD that does not end',
    () => `<!DOCTYPE feedback [<feedback>${times(10 * MIB, ' ')}`,
    'report/too-large',
  ],
  ['a million levels', () => inside(times(1e6, '<row>')), 'report/too-large'],
  ['a million levels of a stranger', () => inside(times(1e6, '<x>')), 'report/too-large'],
  ['a name of a mebibyte', () => inside(`<${times(MIB, 'n')}/>`), 'report/too-large'],
  ['a name of a kibibyte', () => inside(`<${times(1024, 'n')}/>`), 'report/too-large'],
  ['a text of 20 MiB', () => inside(times(20 * MIB, 'x')), 'report/too-large'],
  [
    'a text of 20 MiB in a leaf',
    () => aggregateXml({ metadata: `<org_name>${times(20 * MIB, 'x')}` }),
    'report/too-large',
  ],
  ['20 MiB of blanks', () => inside(times(20 * MIB, ' ')), 'report/too-large'],
  ['20 MiB of line ends', () => inside(times(10 * MIB, '\r\n')), 'report/too-large'],
  ['20 MiB of references', () => inside(times(4 * MIB, '&amp;')), 'report/too-large'],
  ['an attribute of 20 MiB', () => inside(`<x y="${times(20 * MIB, 'z')}"/>`), 'report/too-large'],
  ['a million attributes', () => inside(`<x ${times(1e6, 'a="" ')}/>`), 'report/too-large'],
  [
    'a CDATA section of 20 MiB',
    () => inside(`<![CDATA[${times(20 * MIB, 'x')}]]>`),
    'report/too-large',
  ],
  ['a comment of 20 MiB', () => inside(`<!--${times(20 * MIB, 'x')}-->`), 'report/too-large'],
  [
    'a leaf of many small CDATA sections',
    () =>
      aggregateXml({
        metadata: `<report_metadata><org_name>${times(1e5, '<![CDATA[xxxxxxxx]]>')}</org_name></report_metadata>`,
      }),
    'report/too-large',
  ],
  ['20 MiB after a fault', () => `<feedback></x>${times(20 * MIB, 'x')}`, 'report/malformed'],
  ['20 MiB of brackets', () => `<feedback>${times(20 * MIB, '<')}`, 'report/malformed'],
  ['two roots', () => aggregateXml() + aggregateXml({ declaration: '' }), 'report/malformed'],
  [
    'elements that cross',
    () =>
      aggregateXml({ policy: '<policy_published><domain>example.com</policy_published></domain>' }),
    'report/malformed',
  ],
  ['an attribute twice', () => inside('<x y="" y=""/>'), 'report/malformed'],
  ['an attribute without quotes', () => inside('<x y=z/>'), 'report/malformed'],
  ['an undeclared entity in a name', () => aggregateXml({ root: 'feed&back' }), 'report/malformed'],
  ['a reference to NUL', () => inside('&#0;'), 'report/malformed'],
  ['a reference to half a character', () => inside('&#xD800;'), 'report/malformed'],
  ['another root', () => `<report>${aggregateXml({ declaration: '' })}</report>`, 'report/invalid'],
  ['an unfinished declaration', () => '<?xml version="1.0"', 'report/not-found'],
  ['a report without metadata', () => aggregateXml({ metadata: '' }), 'report/invalid'],
  ['a report without a policy', () => aggregateXml({ policy: '' }), 'report/invalid'],
  [
    'a domain of a megabyte',
    () =>
      aggregateXml({
        policy: `<policy_published><domain>${times(60_000, 'x')}</domain></policy_published>`,
      }),
    'report/invalid',
  ],
  [
    'a domain that is none',
    () => aggregateXml({ policy: '<policy_published><domain>a b</domain></policy_published>' }),
    'report/invalid',
  ],
  [
    'a period in words',
    () => aggregateXml({ metadata: METADATA.replace('1762300800', 'today') }),
    'report/invalid',
  ],
])('%s is refused', { timeout: 20_000 }, async (_, write, code) => {
  const bytes = Buffer.from(write());
  const before = process.cpuUsage();
  const { items } = await readFile('report.xml', bytes);
  const { user, system } = process.cpuUsage(before);
  expect(items.map(({ outcome }) => (outcome.ok ? 'read' : outcome.error.code))).toEqual([code]);
  expect((user + system) / 1e6).toBeLessThan(5);
});

test.each<[string, () => string]>([
  [
    'elements with names of prototypes',
    () => inside('<__proto__><constructor/></__proto__><toString/>'),
  ],
  ['200,000 elements of strangers', () => inside(times(2e5, '<x><y/></x>'))],
  ['200,000 instructions and comments', () => inside(times(2e5, '<?x y?><!-- z -->'))],
  [
    'fields inside fields of strangers',
    () => inside('<x><report_metadata><org_name>Liar</org_name></report_metadata></x>'),
  ],
  ['an element inside a leaf', () => inside('<version>1<p>reject</p>.0</version>')],
])('%s are skipped', async (_, write) => {
  const { items } = await readFile('report.xml', Buffer.from(write()));
  expect(items[0]?.outcome).toMatchObject({
    ok: true,
    value: { report: { metadata: { orgName: 'Receiver' } } },
  });
});

test('a report with more records than allowed is refused', async () => {
  const xml = Buffer.from(aggregateXml({ records: recordXml().repeat(21) }));
  const { items } = await readFile('report.xml', xml, { ...DEFAULT_LIMITS, records: 20 });
  expect(items[0]?.outcome).toMatchObject({ error: { code: 'report/too-large' } });
});

test('a report that is cut anywhere is refused', async () => {
  const xml = Buffer.from(aggregateXml({ metadata: `${METADATA}&`, policy: POLICY }));
  const whole = await readFile('report.xml', xml);
  expect(whole.items[0]?.outcome.ok).toBe(true);
  for (let length = 0; length < xml.length; length += 1) {
    const { items } = await readFile('report.xml', xml.subarray(0, length));
    expect(
      items.map(({ outcome }) => outcome.ok),
      `cut at ${length}`,
    ).toEqual([false]);
  }
});

test.each<[string, string, string]>([
  ['a million brackets', '{"policies":'.padEnd(1e6, '['), 'report/malformed'],
  ['half an object', '{"organization-name": "x"', 'report/malformed'],
  ['a number beyond all', tls('"total-successful-session-count": 1e999'), 'report/invalid'],
  ['a negative number', tls('"total-failure-session-count": -1'), 'report/invalid'],
  ['half a session', tls('"total-failure-session-count": 0.5'), 'report/invalid'],
  ['policies that are a word', '{"organization-name":"x","policies":"none"}', 'report/invalid'],
  ['more policies than allowed', tls('', 1001), 'report/too-large'],
  ['eleven mebibytes', `{"policies":[],"x":"${'x'.repeat(11 * MIB)}"}`, 'report/too-large'],
])('a TLS report of %s is refused', async (_, json, code) => {
  const { items } = await readFile('report.json', Buffer.from(json));
  expect(items.map(({ outcome }) => (outcome.ok ? 'read' : outcome.error.code))).toEqual([code]);
});

test('a TLS report with the key of a prototype is read without it', async () => {
  const json = tls('').replace('{', '{"__proto__": {"polluted": true},');
  const { items } = await readFile('report.json', Buffer.from(json));
  expect(items[0]?.outcome.ok).toBe(true);
  expect('polluted' in {}).toBe(false);
});

function laughs() {
  const levels = Array.from(
    { length: 9 },
    (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`,
  );
  return `<!ENTITY a0 "ha">${levels.join('')}`;
}

function tls(summary: string, policies = 1) {
  const policy = `{"policy":{"policy-type":"sts","policy-domain":"example.com"},"summary":{${summary}}}`;
  return (
    '{"organization-name":"Receiver","report-id":"1","date-range":{"start-datetime":' +
    '"2025-11-05T00:00:00Z","end-datetime":"2025-11-05T23:59:59Z"},"policies":[' +
    `${Array.from({ length: policies }, () => policy).join(',')}]}`
  );
}
