import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import { AUTH_RESULTS, OVERRIDE_TYPES } from '#lib/report/vocabulary';
import { aggregateXml, METADATA, POLICY, recordXml } from './sample-xml.ts';

const reasonOf = (type: string) => `<reason><type>${type}</type></reason>`;
const REASONS = `<disposition>none</disposition>${OVERRIDE_TYPES.map(reasonOf).join('')}`;
const resultOf = (word: string) => `<spf><domain>a.example</domain><result>${word}</result></spf>`;
const RESULTS = AUTH_RESULTS.filter((word) => word !== 'unknown')
  .map(resultOf)
  .join('');
const VERDICT = '<disposition>none</disposition><dkim>none</dkim><spf>pass</spf>';

test.each<[string, string]>([
  [
    'fields inside fields of strangers',
    '<x><report_metadata><org_name>Liar</org_name></report_metadata></x>',
  ],
  ['names of prototypes', '<__proto__><constructor/></__proto__><toString/>'],
  ['an element inside a leaf', '<version>1<p>reject</p>.0</version>'],
])('%s are skipped', async (_, text) => {
  const xml = aggregateXml({ metadata: `${METADATA}${text}` });
  const { items } = await readFile('report.xml', Buffer.from(xml));
  expect(items[0]?.outcome).toMatchObject({
    ok: true,
    value: { report: { metadata: { orgName: 'Receiver' } } },
  });
});

test.each<[string, string[], Parameters<typeof recordXml>[0]]>([
  ['an empty pair of brackets', ['recovered'], { identifiers: '<header_from><></header_from>' }],
  ['every reason that is defined', [], { evaluated: REASONS }],
  ['every result that is defined', [], { results: RESULTS }],
  ['a tag of psd', [], { evaluated: '<disposition>none</disposition><psd>n</psd>' }],
  ['a verdict in words of its own', ['verdict-word'], { evaluated: VERDICT }],
])('of %s, this is told: %s', async (_, codes, parts) => {
  const xml = Buffer.from(aggregateXml({ records: recordXml(parts) }));
  const { items } = await readFile('report.xml', xml);
  const outcome = items[0]?.outcome;
  const told = outcome?.ok ? outcome.value.deviations : [];
  expect(outcome?.ok).toBe(true);
  expect(told.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
  if (codes.length === 0) expect(told).toEqual([]);
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

test('a key of a prototype in JSON pollutes nothing', async () => {
  const json = '{"__proto__": {"polluted": true}, "policies": []}';
  await readFile('report.json', Buffer.from(json));
  expect('polluted' in {}).toBe(false);
});
