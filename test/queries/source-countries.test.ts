import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { sourceCountries } from '#lib/queries/source-countries';
import { labelSources } from '#lib/store/source-label';
import { seedReport } from '#test/support/seed';

const now = new Date('2026-11-24T12:00:00Z');
const november = parseFilter({ from: '2026-11-01', to: '2026-11-24' });
let domainId: number;

beforeAll(async () => {
  await seedReport({
    domain: 'one.example',
    records: [
      { count: 50, ip: '192.0.2.1' },
      { count: 7, ip: '198.51.100.9', dkimAligned: false, spfAligned: false },
      { count: 3, ip: '198.51.100.8', dkimAligned: false, spfAligned: false },
      { count: 2, ip: null, sourceRaw: 'nowhere' },
    ],
  });
  const records = [{ count: 4, ip: '192.0.2.1', dkimAligned: false, spfAligned: false }];
  ({ domainId } = await seedReport({ domain: 'two.example', records }));
  await pool().query(`INSERT INTO source (ip, country) VALUES ('192.0.2.1', 'SG'),
    ('198.51.100.9', 'BR'), ('198.51.100.8', 'BR') ON CONFLICT (ip) DO UPDATE SET country = excluded.country`);
  await labelSources(SYSTEM_VIEWER, {
    ...{ domain: 'one.example', everywhere: false, subjects: [{ ip: '192.0.2.1' }] },
    ...{ label: 'yours', note: null, owner: null },
  });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('countries are told by whose their addresses are, for each domain by itself', async () => {
  const { rows, judged } = await sourceCountries(SYSTEM_VIEWER, november, now);
  expect(judged.whole).toBe(true);
  expect(rows).toEqual([
    { country: 'SG', class: 'own', messages: 50, passed: 50, addresses: 1 },
    { country: 'BR', class: 'unknown', messages: 10, passed: 0, addresses: 2 },
    { country: 'SG', class: 'unknown', messages: 4, passed: 0, addresses: 1 },
    { country: null, class: 'unknown', messages: 2, passed: 2, addresses: 1 },
  ]);
});

test('who is limited is told of their domains alone', async () => {
  const viewer = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [domainId] });
  const { rows } = await sourceCountries(viewer, november, now);
  expect(rows.map(({ country, messages }) => [country, messages])).toEqual([['SG', 4]]);
});
