import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { classifiedSources } from '#lib/queries/classified-sources';
import { topSources } from '#lib/queries/top-sources';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30' };
const DOMAINS = ['example.com', 'example.net'] as const;
const own = new Map<string, number>();

beforeAll(async () => {
  for (const domain of DOMAINS) {
    const signed = { domain, selector: 's1', result: 'pass' };
    const listed = { domain: 'lists.club.example', selector: 'l', result: 'pass' };
    const { domainId } = await seedReport({
      domain,
      day: '2026-11-05',
      records: [
        {
          ...{ count: 1000, ip: '192.0.2.1', dkim: [signed] },
          spf: [{ domain, scope: 'mfrom', result: 'pass' }],
        },
        { count: 40, ip: '192.0.2.2', spfAligned: false, dkim: [signed] },
        {
          ...{ count: 30, ip: '192.0.2.3', spfAligned: false, dkim: [signed] },
          envelopeFrom: `srs0=hh=tt=${domain}=a@fwd.example`,
        },
        {
          ...{ count: 20, ip: '192.0.2.4', dkimAligned: false, spfAligned: false },
          dkim: [{ ...signed, result: 'fail' }, listed],
          reasons: [{ type: 'local_policy', comment: 'arc=pass as.1.example=pass' }],
        },
        {
          ...{ count: 50, ip: '192.0.2.5', dkimAligned: false, spfAligned: false },
          spf: [{ domain: 'bounce.sendgrid.net', scope: 'mfrom', result: 'pass' }],
        },
        {
          ...{ count: 5, ip: '192.0.2.6', dkimAligned: false, spfAligned: false },
          headerFrom: `billing.${domain}`,
        },
        { count: 4, ip: null, sourceRaw: 'x', dkimAligned: false, spfAligned: false },
      ],
    });
    own.set(domain, domainId);
  }
  await pool().query("UPDATE source SET lookup = 'none' WHERE ip = '192.0.2.6'");
  await pool().query(
    `UPDATE source SET ptr = 'mail.example.com', ptr_confirmed = true, lookup = 'found'
     WHERE ip = '192.0.2.1'`,
  );
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function classes(search: Record<string, string>, viewer = SYSTEM_VIEWER) {
  const { sources } = await classifiedSources(viewer, parseFilter({ ...november, ...search }));
  return sources.map(({ ip, verdict }) => [ip, verdict.class, verdict.rule]);
}

test('judges every source by what the records of the period say', async () => {
  expect(await classes({ d: 'example.com' })).toEqual([
    ['192.0.2.1', 'own', 2],
    ['192.0.2.5', 'misconfigured', 6],
    ['192.0.2.2', 'forwarder', 4],
    ['192.0.2.3', 'forwarder', 4],
    ['192.0.2.4', 'forwarder', 5],
    ['192.0.2.6', 'spoof', 8],
    [null, 'unknown', 9],
  ]);
});

test('reads rewritten return paths and receivers’ reasons', async () => {
  const filter = parseFilter({ ...november, d: 'example.com' });
  const { sources } = await classifiedSources(SYSTEM_VIEWER, filter);
  const because = (ip: string) =>
    sources.find((source) => source.ip === ip)?.verdict.because.map(({ code }) => code);
  expect(because('192.0.2.3')).toContain('rewritten');
  expect(because('192.0.2.2')).not.toContain('rewritten');
  expect(because('192.0.2.4')).toContain('receiversSay');
});

test('a source is another one for each domain; the host name is one domain’s own', async () => {
  const mixed = (await classes({ ip: '192.0.2.1' })).map(([, word]) => word);
  expect(mixed).toEqual(['own', 'approved']);
});

test.each([
  { res: 'delivered' },
  { ip: '192.0.2.2' },
  { q: '192.0.2.4' },
  { hfrom: 'billing.example.com' },
])('a filter %o chooses what is shown, and changes nobody’s class', async (search) => {
  const whole = new Map((await classes({})).map(([ip, ...verdict]) => [ip, verdict]));
  const some = await classes(search);
  expect(some.length).toBeGreaterThan(0);
  expect(some.length).toBeLessThan(14);
  for (const [ip, ...verdict] of some.filter(([address]) => address !== '192.0.2.1')) {
    expect(verdict).toEqual(whole.get(ip));
  }
});

test.each([{}, { res: 'delivered' }, { d: 'example.net' }])(
  'adds up to what the list of sources says: %o',
  async (search) => {
    const filter = parseFilter({ ...november, ...search });
    const { sources, beyond } = await classifiedSources(SYSTEM_VIEWER, filter);
    const { total } = await topSources(SYSTEM_VIEWER, filter);
    expect(sources.reduce((sum, { messages }) => sum + messages, 0)).toBe(total.messages);
    expect(sources.reduce((sum, { passed }) => sum + passed, 0)).toBe(total.passed);
    expect(beyond).toBe(0);
  },
);

test('a limited viewer learns nothing from other domains', async () => {
  const domains = [own.get('example.net') ?? 0];
  const viewer = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains });
  expect(await classes({}, viewer)).toHaveLength(7);
});
