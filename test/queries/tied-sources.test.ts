import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { classifiedSources } from '#lib/queries/classified-sources';
import { tiedSources } from '#lib/queries/tied-sources';
import { similarTo } from '#lib/source/similar';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const NOW = new Date('2026-11-30T12:00:00Z');
const filter = parseFilter({ from: '2026-10-10', to: '2026-11-30' });

beforeAll(async () => {
  const records = [
    ...['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5', '198.51.100.1'],
    ...['198.51.100.2', '203.0.113.9', null],
  ].map((ip, at) => ({ ip, count: 10 * (at + 1) }));
  for (const day of ['2026-10-05', '2026-10-12', '2026-11-20']) await seedReport({ day, records });
  await seedReport({ day: '2026-11-21', domain: 'example.net', records });
  await pool().query(`
    UPDATE source SET lookup = 'found', asn = CASE WHEN ip << '192.0.2.0/30' THEN 64500 END,
      ptr = CASE WHEN ip << '198.51.100.0/24' THEN 'mail-' || substr(host(ip), 12) || '.esp_1.example'
        WHEN ip = '192.0.2.5' THEN 'a.espx1.example' WHEN ip = '192.0.2.4' THEN 'esp_1.example' END,
      ptr_confirmed = true`);
  await pool().query(
    `UPDATE source SET ptr = 'o1.ptr1.sendgrid.net' WHERE ip IN ('192.0.2.1', '203.0.113.9')`,
  );
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('who belongs with an address is found as in the list of all sources', async () => {
  const { sources } = await classifiedSources(SYSTEM_VIEWER, filter, NOW);
  const shown = sources.filter(({ ip }) => ip !== null);
  const ties = [];
  for (const own of shown) {
    const similar = similarTo(own, sources);
    expect(await tiedSources(SYSTEM_VIEWER, filter, own, NOW), `${own.ip}`).toEqual(similar);
    ties.push(...similar.map(({ tie }) => tie));
  }
  expect(new Set(ties)).toEqual(new Set(['service', 'host', 'network']));
});
