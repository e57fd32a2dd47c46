import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { DATASETS } from '#lib/queries/datasets';
import { domainOverview } from '#lib/queries/domain-list';
import { totals } from '#lib/queries/totals';
import { volumeByDay } from '#lib/queries/volume-by-day';

// The size of PRODUCT 6.2: 300 domains of 90 days. Domain n has n messages a day that passed and one
// that failed; its first day is the first of the period.
const DOMAINS = 300;
const DAYS = 90;
const filter = parseFilter({ from: '2026-08-27', to: '2026-11-24', cmp: 'none' });
const now = new Date('2026-11-24T12:00:00Z');
const PASSED = (DAYS * DOMAINS * (DOMAINS + 1)) / 2;

beforeAll(async () => {
  await pool().query(
    `INSERT INTO domain (name, org_domain)
     SELECT 'd' || n || '.example', 'd' || n || '.example' FROM generate_series(1, ${DOMAINS}) AS n`,
  );
  await pool().query(
    `INSERT INTO daily
     SELECT d.id, g.day, x.outcome::outcome, 'none', x.passed, x.passed,
       CASE WHEN x.passed THEN substring(d.name FROM '[0-9]+')::int ELSE 1 END, 1
     FROM domain AS d
     CROSS JOIN generate_series('2026-08-27'::date, '2026-11-24'::date, INTERVAL '1 day') AS g(day)
     CROSS JOIN (VALUES ('passed', true), ('delivered', false)) AS x(outcome, passed)`,
  );
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('300 domains of 90 days have a row each, and one sum', async () => {
  const rows = await domainOverview(SYSTEM_VIEWER, filter, now);
  expect(rows).toHaveLength(DOMAINS);
  expect(rows[0]).toMatchObject({ name: 'd300.example', messages: DAYS * 301, failed: DAYS });
  const sums = await totals(SYSTEM_VIEWER, filter, now);
  expect(sums).toMatchObject({ passed: PASSED, failed: DAYS * DOMAINS, domains: DOMAINS });
  expect(rows.reduce((sum, { messages }) => sum + messages, 0)).toBe(sums.messages);
});

test('the chart has a point for each day, and the file a line for each domain and day', async () => {
  const days = await volumeByDay(SYSTEM_VIEWER, filter, now);
  expect(days).toHaveLength(DAYS);
  expect(new Set(days.map(({ total }) => total))).toEqual(new Set([PASSED / DAYS + DOMAINS]));
  let lines = 0;
  for await (const batch of DATASETS.daily.lines(SYSTEM_VIEWER, filter, now)) lines += batch.length;
  expect(lines).toBe(DOMAINS * DAYS);
});
