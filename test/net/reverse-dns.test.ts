import { afterAll, beforeAll, expect, test } from 'vitest';
import { countryOf } from '#lib/net/country';
import { ReverseDns, reverseName } from '#lib/net/reverse-dns';
import { type DnsServer, startDns } from '#test/support/dns-server';

let server: DnsServer;
let silent: DnsServer;

const LONG = `${'a'.repeat(64)}.example`;

beforeAll(async () => {
  server = await startDns({
    [reverseName('11.0.0.1')]: { PTR: ['mail.sender.example'] },
    'mail.sender.example': { A: ['11.0.0.99', '11.0.0.1'], AAAA: ['2600::1'] },
    [reverseName('11.0.0.2')]: { PTR: ['mail.sender.example'] },
    [reverseName('11.0.0.3')]: { PTR: ['nowhere.example', 'mail.third.example'] },
    'mail.third.example': { A: ['11.0.0.3'] },
    [reverseName('11.0.0.4')]: { PTR: [LONG, '<script>.example'] },
    [reverseName('11.0.0.6')]: { PTR: ['a.example', 'b.example', 'c.example', 'd.example'] },
    'd.example': { A: ['11.0.0.6'] },
    [reverseName('2600::1')]: { PTR: ['mail.sender.example'] },
  });
  silent = await startDns({}, { silent: true });
});

afterAll(async () => {
  await server.close();
  await silent.close();
});

test.each([
  ['11.0.0.1', { state: 'found', ptr: 'mail.sender.example', confirmed: true }],
  ['2600::1', { state: 'found', ptr: 'mail.sender.example', confirmed: true }],
  ['11.0.0.2', { state: 'found', ptr: 'mail.sender.example', confirmed: false }],
  ['11.0.0.3', { state: 'found', ptr: 'mail.third.example', confirmed: true }],
  ['11.0.0.4', { state: 'none' }],
  ['11.0.0.5', { state: 'none' }],
])('%s is called %o', async (ip, expected) => {
  const dns = new ReverseDns({ servers: [server.address] });
  expect(await dns.nameOf(ip)).toEqual(expected);
});

test('looks at three names of an address and no more', async () => {
  const before = server.asked.length;
  const dns = new ReverseDns({ servers: [server.address] });
  expect(await dns.nameOf('11.0.0.6')).toMatchObject({ ptr: 'a.example', confirmed: false });
  expect(server.asked.length - before).toBe(4);
});

test.each([
  '10.0.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '192.0.2.1',
  'fd00::1',
  '::1',
  '100.64.0.1',
])('nobody is asked about %s, which nobody outside knows', async (ip) => {
  const before = server.asked.length;
  const dns = new ReverseDns({ servers: [server.address] });
  expect(await dns.nameOf(ip)).toEqual({ state: 'skipped' });
  expect(server.asked.length).toBe(before);
});

test('silence is not "there is none"', async () => {
  const dns = new ReverseDns({ servers: [silent.address], timeoutMs: 100 });
  expect(await dns.nameOf('11.0.0.1')).toEqual({ state: 'failed' });
});

test.each([
  ['8.8.8.8', 'US'],
  ['193.0.6.139', 'NL'],
  ['2001:67c:2e8::1', 'NL'],
  ['10.0.0.1', null],
])('%s is registered in %s', (ip, country) => {
  expect(countryOf(ip)).toBe(country);
});
