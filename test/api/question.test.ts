import { expect, test } from 'vitest';
import { z } from 'zod';
import { parameters, question, resolveQuestion } from '#lib/api/question';
import { toWire } from '#lib/api/wire';
import { parseFilter } from '#lib/filter/filter';

const faults = (schema: z.ZodType, search: object) =>
  (schema.safeParse(search).error?.issues ?? []).map(({ message }) => message);

test('a route has the filter and its own parameters, and no others', () => {
  const schema = question({ limit: z.coerce.number().int().min(1).default(50) });
  expect(schema.parse({ d: 'example.com', limit: '7' })).toMatchObject({
    filter: { domains: ['example.com'], ignored: [] },
    limit: 7,
  });
  expect(schema.parse({}).limit).toBe(50);
  const [fault = ''] = faults(schema, { form: '2026-11-01' });
  expect(fault).toMatch(/^there is no parameter form: there are d, .*from, to, .*limit$/);
  expect(faults(schema, { __proto__x: '1', constructor: '1' })).toHaveLength(1);
  expect(faults(parameters({}), { d: 'example.com' })).toEqual(['there is no parameter d']);
});

test('the question is repeated in days, so that it can be asked again tomorrow', () => {
  const asked = resolveQuestion(parseFilter({ range: '7d' }), new Date('2026-11-24T12:00:00Z'));
  expect(asked).toMatchObject({ from: '2026-11-18', to: '2026-11-24', days: 7, compare: 'prev' });
  expect(asked).not.toHaveProperty('period');
});

test('answers are spelt in snake_case, with instants in UTC and no number that JSON lacks', () => {
  expect(
    toWire({
      lagP50Seconds: 1.5,
      byOutcome: { passed: 1 },
      at: new Date('2026-11-05T10:00:00Z'),
      id: 2n ** 60n,
      share: Number.NaN,
      rows: [{ headerFrom: 'Example' }, null],
      left: undefined,
    }),
  ).toEqual({
    lag_p50_seconds: 1.5,
    by_outcome: { passed: 1 },
    at: '2026-11-05T10:00:00.000Z',
    id: '1152921504606846976',
    share: null,
    rows: [{ header_from: 'Example' }, null],
  });
});
