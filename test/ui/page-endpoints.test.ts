import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { addressOf, curlCommand } from '#lib/api/curl';
import { endpointsOf, KNOWN_PAGES } from '#lib/api/page-endpoints';
import { parseFilter } from '#lib/filter/filter';

const pages = globSync('app/(dashboard)/**/page.tsx')
  .map((file) => dirname(file).replace('app/(dashboard)', '') || '/')
  .toSorted();

const addresses = (page: string, search: Record<string, string>) =>
  endpointsOf(page).map((one) => addressOf(one, parseFilter(search)));

test('every page of reports says which endpoints answer it; settings need none', () => {
  const isSetting = (page: string) => page.startsWith('/settings') && page !== '/settings/audit';
  expect(pages.length).toBeGreaterThan(20);
  expect(pages.filter((page) => !isSetting(page))).toEqual(KNOWN_PAGES.toSorted());
});

test('a page’s question is its endpoints’ question', () => {
  expect(addresses('/sources?by=ip&tab=review&page=2', { d: 'example.com', range: '7d' })).toEqual([
    '/api/v1/source-groups?d=example.com&range=7d&by=ip&tab=review',
    '/api/v1/source-countries?d=example.com&range=7d',
    '/api/v1/period?d=example.com&range=7d',
  ]);
  expect(addresses('/ips/2001%3Adb8%3A%3A1', { ip: '2001:db8::1', view: 'table' })[1]).toBe(
    '/api/v1/volume?ip=2001:db8::1',
  );
  expect(addresses('/sources/Big%20Mail', {})).toContain('/api/v1/services/Big%20Mail/volume');
  expect(addresses('/reports/some-id', { range: '7d' })).toEqual([
    '/api/v1/reports/some-id',
    '/api/v1/reports/some-id/original',
  ]);
});

test.each([
  '',
  '/settings',
  '/sources/',
  '/sources/a/b',
  'https://evil.example',
  '//x',
  '/nothing',
])('there is no page %s to ask as', (page) => {
  expect(endpointsOf(page)).toEqual([]);
});

test.each([`x'; touch /tmp/nothing; '`, '$(id)', '`id`', '"x"', 'a\nb', 'a&b'])(
  'a shell takes a reporter called %j for a part of the address',
  (name) => {
    const [totals] = endpointsOf('/');
    if (!totals) throw new Error('The overview asks nothing.');
    const address = `http://127.0.0.1:3000${addressOf(totals, parseFilter({ org: name }))}`;
    const shown = curlCommand(address).replace(/^curl/, 'printf "%s\\n"');
    const said = execFileSync('sh', ['-c', shown], {
      env: { ...process.env, TOKEN: 'dmr_1' },
      encoding: 'utf8',
    });
    const [, , header, asked, ...more] = said.split('\n');
    expect(header).toBe('Authorization: Bearer dmr_1');
    expect(more).toEqual(['']);
    expect(new URL(asked ?? '').searchParams.get('org')).toBe(name);
  },
);

test('a page in the address cannot say more than an address', () => {
  const [source] = endpointsOf(`/ips/'; id; '`);
  const command = source && curlCommand(addressOf(source, parseFilter({})));
  expect(command?.split("'")).toHaveLength(3);
});
