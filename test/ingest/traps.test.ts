import { afterAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { type Filter, parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { type DatasetName, exportDataset } from '#lib/queries/datasets';
import { overrides } from '#lib/queries/override-sums';
import { totals } from '#lib/queries/totals';

// What reports do to whoever reads them too simply (PRODUCT 6.2), from the file to the number. Which
// other tests hold the rest of the traps stands in test/traps.test.ts.
const reader = createReader({ dnsServers: ['127.0.0.1:9'] });
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
const receivedAt = new Date('2026-11-06T02:00:00Z');
let reports = 0;

afterAll(async () => {
  await reader.close();
  await disconnect();
  await closePool();
});

test('a record with two signatures counts once, and its results are two lines', async () => {
  const filter = await takeIn({
    auth: `<dkim><domain>DOMAIN</domain><selector>s1</selector><result>pass</result></dkim>
      <dkim><domain>esp.example</domain><selector>k1</selector><result>pass</result></dkim>
      <spf><domain>DOMAIN</domain><result>pass</result></spf>`,
  });
  expect(await totals(SYSTEM_VIEWER, filter)).toMatchObject({ messages: 10, both: 10 });
  const results = await lines(filter, 'auth-results');
  expect(results.map(({ mechanism, domain }) => [mechanism, domain])).toEqual([
    ['dkim', filter.domains[0]],
    ['dkim', 'esp.example'],
    ['spf', filter.domains[0]],
  ]);
  expect(results.every((line) => !('message_count' in line))).toBe(true);
});

test('a record of no messages is kept, and adds nothing', async () => {
  const filter = await takeIn({ count: '0' });
  expect(await totals(SYSTEM_VIEWER, filter)).toMatchObject({
    messages: 0,
    compliance: null,
    reports: 1,
  });
  expect(await lines(filter, 'records')).toMatchObject([{ message_count: 0, dmarc_pass: true }]);
});

test('the disposition "pass" is delivered, and no word that nobody knows', async () => {
  const filter = await takeIn({ p: 'reject', evaluated: evaluated('pass', 'pass', 'pass') });
  expect(await totals(SYSTEM_VIEWER, filter)).toMatchObject({
    byDisposition: { delivered: 10, quarantine: 0, reject: 0, other: 0 },
    byOutcome: { passed: 10 },
  });
});

test('a reason that no standard names is kept as it was written, and is an override', async () => {
  const reason = '<reason><type>moon_phase</type><comment>full</comment></reason>';
  const filter = await takeIn({
    p: 'reject',
    evaluated: evaluated('none', 'fail', 'fail', reason),
  });
  expect(await lines(filter, 'records')).toMatchObject([
    { outcome: 'overridden', override_types: 'moon_phase', override_comments: 'full' },
  ]);
});

test('RFC 9990’s fields count without its namespace, too', async () => {
  const filter = await takeIn({
    p: 'reject',
    policy: '<np>reject</np><testing>y</testing><discovery_method>treewalk</discovery_method>',
    evaluated: evaluated('none', 'fail', 'fail'),
  });
  expect(await lines(filter, 'records')).toMatchObject([
    { policy_np: 'reject', policy_testing: 'y', requested_policy: 'quarantine' },
  ]);
});

test('without policy_evaluated the results decide', async () => {
  const passing = await takeIn({ evaluated: '' });
  expect(await totals(SYSTEM_VIEWER, passing)).toMatchObject({ messages: 10, both: 10 });
  const failing = await takeIn({
    evaluated: '',
    auth: '<spf><domain>other.example</domain><result>pass</result></spf>',
  });
  expect(await totals(SYSTEM_VIEWER, failing)).toMatchObject({ passed: 0, neither: 10 });
});

test('a From domain has one spelling, whatever its case and alphabet', async () => {
  const upper = await takeIn({ headerFrom: 'News.DOMAIN' });
  const found = await totals(SYSTEM_VIEWER, withFrom(upper, `news.${upper.domains[0]}`));
  expect(found.messages).toBe(10);
  const idn = await takeIn({ headerFrom: 'bücher.DOMAIN' });
  const [line] = await lines(idn, 'records');
  expect(line?.['header_from']).toBe(`xn--bcher-kva.${idn.domains[0]}`);
});

test('an IPv4 address that came as IPv6 is the IPv4 address', async () => {
  const filter = await takeIn({ ip: '::ffff:192.0.2.77' });
  expect(await lines(filter, 'sources')).toMatchObject([{ source_ip: '192.0.2.77' }]);
});

test('mail that passed and was rejected stays passed, and is told apart', async () => {
  const filter = await takeIn({ p: 'reject', evaluated: evaluated('reject', 'pass', 'fail') });
  expect(await totals(SYSTEM_VIEWER, filter)).toMatchObject({
    passed: 10,
    byOutcome: { passed: 10, rejected: 0 },
    passedButBlocked: 10,
    byDisposition: { reject: 10 },
  });
});

test('a reason where nothing was asked for overrides nothing', async () => {
  const reason = '<reason><type>forwarded</type></reason>';
  const filter = await takeIn({ evaluated: evaluated('none', 'fail', 'fail', reason) });
  expect(await totals(SYSTEM_VIEWER, filter)).toMatchObject({ byOutcome: { delivered: 10 } });
  expect(await overrides(SYSTEM_VIEWER, filter)).toMatchObject({ messages: 0, asked: 0 });
});

test.each([
  ['pct=0', '<pct>0</pct>'],
  ['t=y', '<t>y</t>'],
])('%s under p=quarantine asks for nothing', async (_, policy) => {
  const filter = await takeIn({
    p: 'quarantine',
    policy,
    evaluated: evaluated('none', 'fail', 'fail'),
  });
  expect(await lines(filter, 'records')).toMatchObject([
    { requested_policy: 'none', outcome: 'delivered' },
  ]);
});

test('a report id of twenty digits keeps them all', async () => {
  const filter = await takeIn({ reportId: '64185316751502387219' });
  expect(await lines(filter, 'records')).toMatchObject([{ report_id: '64185316751502387219' }]);
});

test('the long day on which summer time ends belongs to one day', async () => {
  const begin = Date.parse('2026-10-24T22:00:00Z') / 1000;
  const filter = await takeIn({ begin, end: begin + 25 * 3600 - 1 });
  expect(await lines(filter, 'records')).toMatchObject([
    { date_utc: '2026-10-25', period_spread: false, message_count: 10 },
  ]);
});

type Trap = {
  p?: string;
  policy?: string;
  count?: string;
  ip?: string;
  headerFrom?: string;
  evaluated?: string;
  auth?: string;
  reportId?: string;
  begin?: number;
  end?: number;
};

const BEGIN = Date.parse('2026-11-05T00:00:00Z') / 1000;

/** Takes in a report of one record about a domain of its own; DOMAIN stands for that. */
async function takeIn(trap: Trap): Promise<Filter> {
  reports += 1;
  const domain = `trap${reports}.example`;
  const { begin = BEGIN, end = begin + 86_399 } = trap;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <report_metadata><org_name>Reporter</org_name><email>dmarc@reporter.example</email>
    <report_id>${trap.reportId ?? `id-${reports}`}</report_id>
    <date_range><begin>${begin}</begin><end>${end}</end></date_range></report_metadata>
  <policy_published><domain>DOMAIN</domain><p>${trap.p ?? 'none'}</p>${trap.policy ?? ''}</policy_published>
  <record>
    <row><source_ip>${trap.ip ?? '192.0.2.1'}</source_ip><count>${trap.count ?? '10'}</count>
      ${trap.evaluated ?? evaluated('none', 'pass', 'pass')}</row>
    <identifiers><header_from>${trap.headerFrom ?? 'DOMAIN'}</header_from></identifiers>
    <auth_results>${trap.auth ?? PASSING}</auth_results>
  </record>
</feedback>`.replaceAll('DOMAIN', domain);
  const raw = Buffer.from(xml);
  const file = { raw, name: 'report.xml', receivedAt, uid: null, size: raw.length };
  const [outcome] = await ingestBatch(reader, [file], context);
  expect(outcome, JSON.stringify(outcome?.items)).toMatchObject({ state: 'done' });
  return parseFilter({ from: '2026-10-01', to: '2026-11-30', d: domain });
}

const PASSING = `<dkim><domain>DOMAIN</domain><selector>s1</selector><result>pass</result></dkim>
  <spf><domain>DOMAIN</domain><result>pass</result></spf>`;

function evaluated(disposition: string, dkim: string, spf: string, reason = '') {
  return `<policy_evaluated><disposition>${disposition}</disposition><dkim>${dkim}</dkim>
    <spf>${spf}</spf>${reason}</policy_evaluated>`;
}

function withFrom(filter: Filter, domain: string): Filter {
  return { ...filter, headerFrom: { not: false, values: [domain] } };
}

async function lines(filter: Filter, name: DatasetName): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for await (const text of exportDataset(SYSTEM_VIEWER, filter, name, { format: 'jsonl' })) {
    for (const line of text.trimEnd().split('\n')) found.push(JSON.parse(line));
  }
  return found;
}
