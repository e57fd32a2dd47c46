import { afterEach, expect, test } from 'vitest';
import { SpfRanges } from '#lib/net/spf-ranges';
import { type DnsServer, startDns, type Zone } from '#test/support/dns-server';

let server: DnsServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

test('blocks are told with the include that names them, however deep it lies', async () => {
  const found = await ranges({
    'example.com': [
      'a text for somebody else',
      'v=spf1 ip4:192.0.2.0/24 include:_spf.esp.example ip6:2001:db8::/32 ~all',
    ],
    '_spf.esp.example': ['v=spf1 include:a.esp.example -all'],
    'a.esp.example': ['v=spf1 ip4:198.51.100.7 ?all'],
  });
  expect(found).toEqual({
    state: 'found',
    ranges: [
      { block: '192.0.2.0/24', via: null },
      { block: '198.51.100.7/32', via: '_spf.esp.example' },
      { block: '2001:db8::/32', via: null },
    ],
    beyond: [],
    lookups: 2,
  });
});

test('a and mx are the addresses of hosts, as wide as they are written', async () => {
  const found = await blocks({
    'example.com': {
      TXT: ['v=spf1 a/28 mx a:www.example.com//64 -all'],
      A: ['192.0.2.77'],
      MX: ['mx1.example.com', 'mx2.example.com'],
    },
    'mx1.example.com': { A: ['198.51.100.1'], AAAA: ['2001:db8::25'] },
    'mx2.example.com': { A: ['198.51.100.2'] },
    'www.example.com': { AAAA: ['2001:db8:1::80'] },
  });
  expect(found).toEqual([
    ...['192.0.2.64/28', '198.51.100.1/32', '2001:db8::25/128', '198.51.100.2/32'],
    '2001:db8:1::/64',
  ]);
});

test('redirect counts only without all', async () => {
  const zone = { '_spf.example.com': ['v=spf1 ip4:192.0.2.1 -all'] };
  const one = ['v=spf1 redirect=_spf.example.com'];
  expect(await blocks({ 'example.com': one, ...zone })).toEqual(['192.0.2.1/32']);
  const other = ['v=spf1 ip4:192.0.2.9 redirect=_spf.example.com -all'];
  expect(await blocks({ 'example.com': other, ...zone })).toEqual(['192.0.2.9/32']);
});

test('§4.6.2: the first match wins, and an include that does not pass is no match (§5.2)', async () => {
  const found = await blocks({
    'example.com': ['v=spf1 -ip4:192.0.2.0/26 ip4:192.0.2.0/24 include:esp.example -all'],
    'esp.example': ['v=spf1 ~ip4:198.51.100.0/25 ip4:198.51.100.0/24 ?all'],
  });
  expect(found).toEqual(['192.0.2.64/26', '192.0.2.128/25', '198.51.100.128/25']);
});

test('+all lets everybody pass whom nothing before it refuses', async () => {
  const found = await blocks({ 'example.com': ['v=spf1 -ip4:0.0.0.0/1 -ip6:8000::/1 +all ip4:x'] });
  expect(found).toBe('permerror');
  expect(await blocks({ 'example.com': ['v=spf1 -ip4:0.0.0.0/1 -ip6:8000::/1 +all'] })).toEqual([
    ...['128.0.0.0/1', '::/1'],
  ]);
});

test('what only a mail decides is named, and after a refusal of it nobody is known to pass', async () => {
  const found = await ranges({
    'example.com': ['v=spf1 ip4:192.0.2.1 exists:%{i}.example.com ptr include:%{d}.x.example -all'],
  });
  expect(found).toMatchObject({
    ranges: [{ block: '192.0.2.1/32' }],
    beyond: ['exists:%{i}.example.com', 'ptr', 'include:%{d}.x.example'],
    lookups: 3,
  });
  const refused = ['v=spf1 ip4:192.0.2.1 -exists:%{i}.bad.example ip4:192.0.2.2 -all'];
  expect(await blocks({ 'example.com': refused })).toEqual(['192.0.2.1/32']);
});

test('where more is refused than can be taken out of what passes, nobody after it is known to pass', async () => {
  const zone: Zone = {};
  const refuse = Array.from({ length: 10 }, (_, n) => {
    const some = Array.from({ length: 51 }, (__, last) => `ip4:10.0.${n}.${last}`);
    zone[`i${n}.example`] = [`v=spf1 ${some.join(' ')} -all`];
    return `?include:i${n}.example`;
  });
  const record = `v=spf1 ip4:192.0.2.1 ${refuse.join(' ')} ip4:192.0.2.2 +all`;
  expect(await ranges({ ...zone, 'example.com': [record] })).toMatchObject({
    state: 'found',
    ranges: [{ block: '192.0.2.1/32' }],
    beyond: ['?include:i9.example'],
  });
});

test('§4.6.4: ten lookups are allowed, the eleventh is an error', async () => {
  const zone: Zone = {};
  const terms = Array.from({ length: 11 }, (_, n) => {
    zone[`i${n}.example`] = [`v=spf1 ip4:192.0.2.${n} -all`];
    return `include:i${n}.example`;
  });
  const record = (count: number) => [`v=spf1 ${terms.slice(0, count).join(' ')} -all`];
  expect(await ranges({ ...zone, 'example.com': record(10) })).toMatchObject({ lookups: 10 });
  expect(await ranges({ ...zone, 'example.com': record(11) })).toEqual({
    state: 'permerror',
    reason: 'It takes more than 10 lookups; “include:i10.example” is one too many',
    lookups: 11,
  });
});

test('an include of itself ends with the lookups', async () => {
  expect(await blocks({ 'example.com': ['v=spf1 include:example.com -all'] })).toBe('permerror');
});

test('§4.6.4: two names that lead nowhere are allowed, the third is an error', async () => {
  const zone: Zone = { 'b.example': { TXT: ['no address'] } };
  const two = ['v=spf1 a:a.example mx:b.example ip4:192.0.2.1 -all'];
  expect(await blocks({ ...zone, 'example.com': two })).toEqual(['192.0.2.1/32']);
  const three = ['v=spf1 a:a.example mx:b.example a:c.example ip4:192.0.2.1 -all'];
  expect(await blocks({ ...zone, 'example.com': three })).toBe('permerror');
});

test.each([
  ['two records', ['v=spf1 -all', 'v=spf1 ~all']],
  ['a term that is none', ['v=spf1 ipv4:192.0.2.1 -all']],
  ['an include of a domain without a record', ['v=spf1 include:nothing.example -all']],
])('§2.6.7: %s is an error of the record', async (_, texts) => {
  expect(await blocks({ 'example.com': texts })).toBe('permerror');
});

test('no record is none, and silence is no answer', async () => {
  expect(await blocks({ 'example.com': ['v=DMARC1; p=none'] })).toBe('none');
  expect(await blocks({})).toBe('none');
  expect(await ranges({ 'example.com': ['v=spf1 -all'] }, { silent: true })).toEqual({
    state: 'failed',
  });
});

test('what two domains include is asked once', async () => {
  server = await startDns({
    'one.example': ['v=spf1 include:_spf.esp.example -all'],
    'two.example': ['v=spf1 include:_spf.esp.example -all'],
    '_spf.esp.example': ['v=spf1 ip4:192.0.2.1 -all'],
  });
  const spf = new SpfRanges({ servers: [server.address] });
  await spf.of('one.example');
  await spf.of('two.example');
  expect(server.asked.filter((question) => question === 'TXT _spf.esp.example')).toHaveLength(1);
});

async function ranges(zone: Zone, { silent = false } = {}) {
  await server?.close();
  server = await startDns(zone, { silent });
  return await new SpfRanges({ servers: [server.address], timeoutMs: 300 }).of('example.com');
}

async function blocks(zone: Zone) {
  const found = await ranges(zone);
  return found.state === 'found' ? found.ranges.map(({ block }) => block) : found.state;
}
