import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEED_KINDS } from '#lib/filter/deed';
import { type Filter, filterToSearch, parseFilter, parseFilterStrict } from '#lib/filter/filter';
import {
  COMPARISONS,
  DISPOSITIONS,
  GRANULARITIES,
  OUTCOMES,
  RANGES,
  VERDICTS,
} from '#lib/filter/vocabulary';

describe('reading', () => {
  test('takes nothing for 90 days of everything', () => {
    expect(parseFilter({})).toEqual({
      domains: [],
      group: null,
      period: { kind: 'relative', range: '90d' },
      compare: 'prev',
      granularity: null,
      outcomes: { not: false, values: [] },
      reporters: { not: false, values: [] },
      ip: null,
      headerFrom: { not: false, values: [] },
      disposition: { not: false, values: [] },
      verdicts: { not: false, values: [] },
      actors: { not: false, values: [] },
      deeds: { not: false, values: [] },
      q: null,
      sort: null,
      cursor: null,
      view: 'chart',
      ignored: [],
    });
  });

  test('spells domains as they are stored', () => {
    expect(parseFilter({ d: 'Example.COM.,bücher.example' }).domains).toEqual([
      'example.com',
      'xn--bcher-kva.example',
    ]);
  });

  test('reads a parameter given twice as a list', () => {
    expect(parseFilter({ d: ['example.com', 'example.net'] }).domains).toHaveLength(2);
  });

  test('reads ! as is not', () => {
    const { outcomes } = parseFilter({ res: '!passed,!rejected' });
    expect(outcomes).toEqual({ not: true, values: ['passed', 'rejected'] });
  });

  test('keeps the comma in the name of a reporter', () => {
    const { reporters } = parseFilter({ org: 'Yahoo\\, Inc.,\\!bang' });
    expect(reporters).toEqual({ not: false, values: ['Yahoo, Inc.', '!bang'] });
  });

  test.each([
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['192.0.2.77/24', '192.0.2.0/24'],
    ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
    ['::ffff:192.0.2.7/120', '192.0.2.0/24'],
  ])('reads the address %s as %s', (given, spelt) => {
    expect(parseFilter({ ip: given }).ip).toBe(spelt);
  });

  test.each([
    { range: '31d' },
    { from: '2026-02-30', to: '2026-03-01' },
    { from: '2026-03-02', to: '2026-03-01' },
    { from: '2026-03-02' },
    { from: '0026-01-01', to: '2026-01-01' },
    { res: 'passed,maybe' },
    { res: 'passed,!rejected' },
    { d: '!example.com' },
    { d: 'exa mple.com' },
    { ip: '192.0.2' },
    { ip: '192.0.2.1/33' },
    { ip: 'fe80::1%eth0' },
    { sort: 'count;drop' },
    { cur: '"' },
    { view: 'pie' },
    { q: 'a'.repeat(201) },
  ])('names %o as ignored and shows the default', (search) => {
    const { ignored, ...read } = parseFilter(search);
    const { ignored: none, ...usual } = parseFilter({});
    expect(none).toEqual([]);
    expect(new Set(ignored)).toEqual(new Set(Object.keys(search)));
    expect(read).toEqual(usual);
  });

  test('keeps what it can use beside what it cannot', () => {
    const read = parseFilter({
      res: 'maybe',
      from: '2026-03-02',
      to: '2026-03-01',
      d: 'example.com',
    });
    expect(read.ignored.toSorted()).toEqual(['from', 'res', 'to']);
    expect(read.domains).toEqual(['example.com']);
  });

  test('keeps a group that can be none, so that all domains are never shown in its place', () => {
    for (const group of ['x'.repeat(5000), 'a\0b', ' ', '!x', 'a,b']) {
      const { group: read, ignored } = parseFilter({ group });
      expect(ignored).toEqual([]);
      expect(read).not.toBeNull();
    }
    expect(parseFilter({ group: ' Shops, EU ' }).group).toBe('Shops, EU');
    expect(parseFilter({ group: '' }).group).toBeNull();
  });

  test('days are refused one by one, and half a period as a half', () => {
    const fault = (search: Record<string, string>) => {
      const parsed = parseFilterStrict(search);
      return parsed.ok ? null : parsed.error.text;
    };
    expect(fault({ from: '2026-10-01' })).toMatch(/^from: from and to go together, as from=/);
    expect(fault({ to: '2026-10-01' })).toMatch(/^to: from and to go together/);
    const wrong = { from: '2026-10-32', to: '2026-10-31' };
    expect(fault(wrong)).toBe('from: is a day as 2026-11-05');
    expect(fault({ from: '2026-10-31', to: '2026-10-01' })).toMatch(/to is not before from/);
  });

  test('refuses a program’s mistake by name', () => {
    const parsed = parseFilterStrict({ res: 'maybe', ip: 'x' });
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.error.names).toEqual(['res', 'ip']);
  });

  test('never throws, whatever the URL says', () => {
    const names = fc.constantFrom(
      ...[
        'd',
        'group',
        'range',
        'from',
        'to',
        'res',
        'org',
        'ip',
        'hfrom',
        'disp',
        'q',
        'sort',
        'cur',
        'g',
      ],
      '__proto__',
      'constructor',
    );
    const values = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string()));
    fc.assert(
      fc.property(fc.dictionary(names, values), (search) => {
        expect(parseFilter(search).view).toBe('chart');
      }),
    );
  }, 60_000);
});

describe('writing', () => {
  test('says nothing for the default filter', () => {
    expect(filterToSearch(parseFilter({}))).toBe('');
  });

  test('writes the shortest text in a stable order', () => {
    const read = parseFilter({
      view: 'table',
      ip: '2001:db8::/32',
      d: 'b.example,a.example',
      range: '7d',
    });
    expect(filterToSearch(read)).toBe(
      '?d=b.example,a.example&range=7d&ip=2001:db8::/32&view=table',
    );
  });

  test('leaves the page of a list when anything but the page changes', () => {
    const read = parseFilter({ cur: 'abc', sort: '-count' });
    expect(filterToSearch(read)).toBe('?sort=-count&cur=abc');
    expect(filterToSearch(read, { sort: 'ip' })).toBe('?sort=ip');
    expect(filterToSearch(read, { cursor: 'def' })).toBe('?sort=-count&cur=def');
  });

  test('reads back as the same filter', () => {
    fc.assert(
      fc.property(anyFilter, (given) => {
        const search = Object.fromEntries(new URLSearchParams(filterToSearch(given)));
        expect(parseFilter(search)).toEqual(given);
      }),
    );
  });
});

const name = fc.stringMatching(/^[a-z0-9-]{1,20}\.example$/);
const freeText = fc
  .string({ minLength: 1, maxLength: 30 })
  .map((text) => text.trim())
  .filter((text) => text !== '');

const anyFilter: fc.Arbitrary<Filter> = fc.record({
  domains: fc.uniqueArray(name, { maxLength: 3 }),
  group: fc.oneof(fc.constant(null), freeText),
  period: fc.oneof(
    fc.record({ kind: fc.constant('relative' as const), range: fc.constantFrom(...RANGES) }),
    fc.constant({ kind: 'fixed' as const, from: '2026-02-28', to: '2026-03-01' }),
  ),
  compare: fc.constantFrom(...COMPARISONS),
  granularity: fc.constantFrom(null, ...GRANULARITIES),
  outcomes: choiceOf(fc.subarray([...OUTCOMES])),
  reporters: choiceOf(fc.uniqueArray(freeText, { maxLength: 3 })),
  ip: fc.oneof(fc.constant(null), fc.ipV4()),
  headerFrom: choiceOf(fc.uniqueArray(name, { maxLength: 3 })),
  disposition: choiceOf(fc.subarray([...DISPOSITIONS])),
  verdicts: choiceOf(fc.subarray([...VERDICTS])),
  actors: choiceOf(fc.uniqueArray(freeText, { maxLength: 3 })),
  deeds: choiceOf(fc.subarray([...DEED_KINDS])),
  q: fc.oneof(fc.constant(null), freeText),
  sort: fc.constantFrom(null, '-count', 'ip'),
  cursor: fc.constantFrom(null, 'WzEsMl0'),
  view: fc.constantFrom('chart' as const, 'table' as const),
  ignored: fc.constant([]),
});

function choiceOf<T extends string>(values: fc.Arbitrary<T[]>) {
  return fc
    .record({ not: fc.boolean(), values })
    .map((choice) => (choice.values.length === 0 ? { not: false, values: [] } : choice));
}
