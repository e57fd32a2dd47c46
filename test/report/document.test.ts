import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import { aggregateXml, METADATA, POLICY, recordXml } from './sample-xml.ts';

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
