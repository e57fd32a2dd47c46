import { expect, test } from 'vitest';
import { isDmarc, parseDmarc } from '#lib/posture/dmarc-record';
import { policyText, valuesOfRecord } from '#lib/posture/policy-tags';

test.each([
  ['v=DMARC1; p=none', true],
  ['v=DMARC1', true],
  [' v = DMARC1 ;p=none', true],
  ['v=dmarc1; p=none', false],
  ['v=DMARC10; p=none', false],
  ['p=none; v=DMARC1', false],
  ['v=spf1 -all', false],
])('§4.7: “%s” is a DMARC record: %s', (text, expected) => {
  expect(isDmarc(text)).toBe(expected);
});

test('§4.7: tags come in any order and case, the first counts, and what is none is passed over', () => {
  const tags = parseDmarc(
    'v=DMARC1; P = Reject ;; nonsense; =x; sp=none; sp=reject; rua=mailto:a=b@x',
  );
  expect([...tags]).toEqual([
    ['v', 'DMARC1'],
    ['p', 'Reject'],
    ['sp', 'none'],
    ['rua', 'mailto:a=b@x'],
  ]);
});

test.each([
  ['v=DMARC1; p=reject', 'p=reject'],
  ['v=DMARC1; p=reject; sp=reject; adkim=r; pct=100; t=n', 'p=reject'],
  ['v=DMARC1; p=none; sp=quarantine; np=reject; t=y', 'p=none; sp=quarantine; np=reject; t=y'],
  ['v=DMARC1; p=quarantine; pct=25; adkim=s; aspf=S', 'p=quarantine; pct=25; adkim=s; aspf=s'],
  ['v=DMARC1', ''],
])('“%s” asks for “%s”', (record, expected) => {
  expect(policyText(valuesOfRecord(parseDmarc(record)))).toBe(expected);
});
