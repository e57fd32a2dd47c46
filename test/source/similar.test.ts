import { expect, test } from 'vitest';
import { type Likeness, similarTo } from '#lib/source/similar';

const source = (ip: string | null, facts: Partial<Likeness> = {}): Likeness => ({
  ...{ ip, domain: 'example.com', messages: 10, passed: 10 },
  ...{ asn: null, ptrBase: null, sender: null },
  verdict: {
    ...{ class: 'unknown', candidate: false, confidence: 'low', rule: 9 },
    ...{ because: [], against: [] },
  },
  ...facts,
});

test('the surest tie comes first, then most messages', () => {
  const own = source('192.0.2.1', { asn: 64500, ptrBase: 'a.example', sender: { name: 'Esp' } });
  const found = similarTo(own, [
    own,
    source('192.0.2.2', { asn: 64500, messages: 900 }),
    source('192.0.2.3', { ptrBase: 'a.example', asn: 64500 }),
    source('192.0.2.4', { sender: { name: 'Esp' }, messages: 5 }),
    source('192.0.2.5', { sender: { name: 'Esp' }, messages: 50 }),
  ]);
  expect(found.map(({ source: { ip }, tie }) => [ip, tie])).toEqual([
    ['192.0.2.5', 'service'],
    ['192.0.2.4', 'service'],
    ['192.0.2.3', 'host'],
    ['192.0.2.2', 'network'],
  ]);
});

test('what is not known ties nothing, and other domains and no address are left out', () => {
  const own = source('192.0.2.1', { asn: 64500 });
  const others = [
    source('192.0.2.2'),
    source('192.0.2.3', { asn: 64500, domain: 'other.example' }),
    source(null, { asn: 64500 }),
  ];
  expect(similarTo(own, others)).toEqual([]);
  expect(similarTo(source('192.0.2.9'), others)).toEqual([]);
});
