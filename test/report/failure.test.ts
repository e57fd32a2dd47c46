import { expect, test } from 'vitest';
import { readFile } from '#lib/report/read-file';
import { asJson, fixture, meaningOf, pairsOf } from './golden-pairs.ts';

const names = pairsOf('failure', '.eml');

test('there are golden pairs of failure reports', () => {
  expect(names.length).toBeGreaterThan(5);
});

test.each(names)('failure report: %s', async (name) => {
  const { items } = await readFile(`${name}.eml`, fixture('failure', `${name}.eml`));
  const found = items.map(({ outcome }) => {
    if (!outcome.ok) return { refused: outcome.error };
    const { report, deviations } = outcome.value;
    return { report, deviations };
  });
  expect(asJson(found)).toEqual([meaningOf('failure', name)]);
});

test('what the mail that failed said stands apart from the report', async () => {
  const { items } = await readFile('a.eml', fixture('failure', 'rfc-9991-shape.eml'));
  expect(fixture('failure', 'rfc-9991-shape.eml').includes('personal')).toBe(true);
  const [outcome] = items.map((item) => item.outcome);
  if (!outcome?.ok || outcome.value.kind !== 'failure') throw new Error('It is a failure report.');
  const { mailText, ...kept } = outcome.value;
  const whole = JSON.stringify(kept) + Buffer.from(kept.original);
  expect(mailText).toContain('personal');
  expect(whole).toContain('someone@example.com');
  expect(whole).not.toContain('personal');
});

test('the fields alone, without a mail, are a failure report', async () => {
  const fields =
    'User-Agent: R/1\nFeedback-Type: auth-failure\nMessage-ID: <a@b>\nSource-IP: 192.0.2.1\n';
  const { items } = await readFile('report', Buffer.from(fields));
  expect(items[0]).toMatchObject({
    kind: 'failure',
    outcome: { value: { report: { feedbackType: 'auth-failure', sourceIp: '192.0.2.1' } } },
  });
});
