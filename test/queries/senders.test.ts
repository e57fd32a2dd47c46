import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { type ClassifiedSource, classifiedSources } from '#lib/queries/classified-sources';
import { addUp } from '#lib/queries/metrics';
import { countWaiting, type Sender, senders, together } from '#lib/queries/senders';
import { groupSources, isInTab } from '#lib/queries/source-groups';
import { labelSources, type NewLabel } from '#lib/store/source-label';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30' };
const now = new Date('2026-11-30T12:00:00Z');
const DOMAINS = ['example.com', 'example.net'] as const;
const ids: number[] = [];

beforeAll(async () => {
  for (const domain of DOMAINS) {
    const signed = { domain, selector: 's1', result: 'pass' };
    const bounce = { domain: 'bounce.sendgrid.net', scope: 'mfrom', result: 'pass' };
    const failing = { dkimAligned: false, spfAligned: false, outcome: 'delivered' } as const;
    const { domainId } = await seedReport({
      ...{ domain, day: '2026-11-05' },
      records: [
        { count: 1000, ip: '192.0.2.1', dkim: [signed] },
        { count: 40, ip: '192.0.2.2', spfAligned: false, dkim: [signed] },
        { count: 500, ip: '192.0.2.5', ...failing, spf: [bounce] },
        { count: 300, ip: '192.0.2.6', ...failing, spf: [bounce] },
        { count: 7, ip: '198.51.100.1', ...failing },
        { count: 6, ip: '198.51.100.2', ...failing, outcome: 'rejected' },
        { count: 1, ip: '198.51.100.3', ...failing },
        { count: 1, ip: '198.51.100.4', ...failing, outcome: 'quarantined' },
        { count: 4, ip: null, sourceRaw: 'x', ...failing },
      ],
    });
    ids.push(domainId);
  }
  await pool().query(
    `UPDATE source SET ptr = 'h' || split_part(host(ip), '.', 4) || '.hoster.example',
       ptr_confirmed = ip <> '198.51.100.2', lookup = 'found'
     WHERE ip << '198.51.100.0/24' AND ip <> '198.51.100.4'`,
  );
  const said = { note: null, owner: null, everywhere: false, domain: 'example.com' };
  const labels: Pick<NewLabel, 'label' | 'subjects'>[] = [
    { label: 'yours', subjects: [{ ip: '192.0.2.5' }] },
    { label: 'later', subjects: [{ ip: '192.0.2.2' }, { ip: '198.51.100.1' }] },
    { label: 'not-mine', subjects: [{ ip: '198.51.100.3' }] },
  ];
  const anna = mintViewer({ userId: 'u1', name: 'Anna', role: 'analyst', domains: 'all' });
  await judgeAll();
  for (const label of labels) await labelSources(anna, { ...said, ...label });
  await pool().query(`UPDATE source_label SET at = '2026-11-29 10:00Z'`);
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

/** What the list of sources says of the same, put together here and not by Postgres. */
async function fromTheList(search: Record<string, string>) {
  const { sources } = await classifiedSources(SYSTEM_VIEWER, parseFilter(search), now);
  const all = sources.reduce((sum, { messages }) => sum + messages, 0);
  const told = (one: ClassifiedSource) => {
    const name = one.sender?.name ?? one.ptrBase;
    const ip = name === null && one.messages >= 0.001 * all ? one.ip : null;
    const { class: whose } = one.verdict;
    // A person's word makes a service `own` in sums, for SQL does not ask whose name the host has.
    return JSON.stringify([one.domain, whose === 'approved' ? 'own' : whose, name, ip]);
  };
  return new Map(
    [...Map.groupBy(sources, told)].map(([key, members]) => [key, addUp(members).byOutcome]),
  );
}

function keyOf({ domain, class: whose, name, ip }: Sender) {
  return JSON.stringify([domain, whose === 'approved' ? 'own' : whose, name, ip]);
}

test.each([november, { ...november, d: 'example.com' }, { ...november, res: 'delivered' }])(
  'tells of the same mail as the list of sources: %o',
  async (search) => {
    const { senders: found } = await senders(SYSTEM_VIEWER, parseFilter(search), now);
    const sums = new Map(found.map((sender) => [keyOf(sender), sender.byOutcome]));
    expect(sums.size).toBe(found.length);
    expect(sums).toEqual(await fromTheList(search));
  },
);

test('the largest comes first, and hosts of one organisation are one sender', async () => {
  const { senders: found } = await senders(
    SYSTEM_VIEWER,
    parseFilter({ ...november, d: 'example.net' }),
    now,
  );
  expect(found.map(({ messages }) => messages)).toEqual(
    found.map(({ messages }) => messages).toSorted((a, b) => b - a),
  );
  const hoster = found.find(({ name }) => name === 'hoster.example');
  expect(hoster).toMatchObject({ messages: 8, addresses: 2, firstDay: '2026-11-05' });
  expect(hoster).toMatchObject({ isService: false, askedHosts: 2, namedHosts: 2 });
  const nameless = found.filter(({ name }) => name === null);
  expect(nameless.reduce((sum, { askedHosts }) => sum + askedHosts, 0)).toBe(1);
});

test.each(DOMAINS)('as many of %s wait for a word as the list of sources says', async (domain) => {
  const later = new Date('2026-12-20T12:00:00Z');
  for (const at of [now, later]) {
    const filter = parseFilter({ ...november, d: domain });
    const { sources } = await classifiedSources(SYSTEM_VIEWER, filter, at);
    const waiting = sources.filter((source) => isInTab(source, 'review', at));
    const { senders: found } = await senders(SYSTEM_VIEWER, parseFilter(november), at);
    expect(countWaiting(found, domain)).toBe(groupSources(waiting, 'service').length);
  }
});

test('a limited viewer learns nothing from other domains', async () => {
  const domains = ids.slice(0, 1);
  const viewer = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains });
  const { senders: found } = await senders(viewer, parseFilter(november), now);
  expect(new Set(found.map(({ domain }) => domain))).toEqual(new Set(['example.com']));
});

test('who is called the same is one sender, of the class that most of its mail has', async () => {
  const filter = parseFilter({ ...november, d: 'example.com' });
  const { senders: found } = await senders(SYSTEM_VIEWER, filter, now);
  const grid = found.filter(({ name }) => name === 'Twilio SendGrid');
  const [one, ...others] = together(grid, ({ domain, name }) => [domain, name]);
  expect(grid.map(({ messages }) => messages)).toEqual([500, 300]);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ messages: 800, addresses: 2, class: grid[0]?.class });
});
