import { afterAll, beforeAll, expect, test } from 'vitest';
import { Dns } from '#lib/net/dns';
import { gatherEvidence } from '#lib/net/mail-evidence';
import { judgeAuthenticity } from '#lib/report/authenticity';
import { type DnsServer, startDns } from '#test/support/dns-server';
import { DKIM_KEY, signMail } from '#test/support/signed-mail';

let server: DnsServer;
let silent: DnsServer;

beforeAll(async () => {
  const names = Array.from({ length: 300 }, (_, n) => [`s1._domainkey.d${n}.example`, [DKIM_KEY]]);
  server = await startDns({
    's1._domainkey.reporter.example': [DKIM_KEY],
    '_dmarc.reporter.example': ['v=DMARC1; p=reject'],
    ...Object.fromEntries(names),
  });
  silent = await startDns({}, { silent: true });
});

afterAll(async () => {
  await server.close();
  await silent.close();
});

const MAIL = [
  'From: DMARC <noreply@reporter.example>',
  'To: dmarc@example.com',
  'Subject: Report Domain: example.com',
  'Message-ID: <1@reporter.example>',
  '',
  'A report.',
  '',
].join('\r\n');

const judge = async (
  raw: Uint8Array,
  options: Partial<Parameters<typeof gatherEvidence>[1]> = {},
) => {
  const dns = new Dns({ servers: [server.address] });
  const evidence = await gatherEvidence(raw, { dns, authservIds: [], ...options });
  return { evidence, ...judgeAuthenticity(evidence, 'reporter.example') };
};

test('a mail signed by its author is verified', async () => {
  const { verdict, signer, evidence } = await judge(await signMail(MAIL, ['reporter.example']));
  expect({ verdict, signer }).toEqual({ verdict: 'verified', signer: 'reporter.example' });
  expect(evidence).toMatchObject({ author: 'reporter.example', policy: 'reject', dns: 'answered' });
});

test('a mail that nobody signed fails where its author asks to reject', async () => {
  expect((await judge(Buffer.from(MAIL))).verdict).toBe('failed');
});

test('a changed body fails', async () => {
  const raw = await signMail(MAIL, ['reporter.example']);
  const forged = Buffer.from(raw.toString().replace('A report.', 'Another.'));
  expect((await judge(forged)).verdict).toBe('failed');
});

test('a body grown behind l= is not verified', async () => {
  const raw = await signMail(MAIL, ['reporter.example'], { maxBodyLength: 5 });
  const { verdict, evidence } = await judge(Buffer.concat([raw, Buffer.from('and more\r\n')]));
  expect(evidence.signatures[0]?.limited).toBe(true);
  expect(verdict).toBe('failed');
});

test('two From fields are no author', async () => {
  const raw = await signMail(MAIL, ['reporter.example']);
  const forged = Buffer.concat([Buffer.from('From: a@evil.test\r\n'), raw]);
  expect((await judge(forged)).verdict).toBe('unverified');
});

test('a forged Authentication-Results is not believed, the own server is', async () => {
  const line =
    'Authentication-Results: mx.example.com; dmarc=pass header.from=reporter.example\r\n';
  const raw = Buffer.from(line + MAIL);
  expect((await judge(raw)).verdict).toBe('failed');
  expect((await judge(raw, { authservIds: ['mx.example.com'] })).verdict).toBe('verified');
});

test('of 300 signatures five are looked at', async () => {
  const domains = Array.from({ length: 300 }, (_, n) => `d${n}.example`);
  const raw = await signMail(MAIL, domains);
  const before = server.asked.length;
  const { evidence } = await judge(raw);
  expect(evidence.signatures).toHaveLength(5);
  expect(server.asked.length - before).toBeLessThanOrEqual(13);
});

test('where DNS is silent nothing is claimed, and after three silences nobody waits', async () => {
  const dns = new Dns({ servers: [silent.address], timeoutMs: 100 });
  const raw = await signMail(MAIL, ['reporter.example']);
  for (let mail = 0; mail < 3; mail += 1) {
    expect((await judge(raw, { dns })).verdict).toBe('not-checked');
  }
  const heard = silent.asked.length;
  expect((await judge(raw, { dns })).evidence.dns).toBe('failed');
  expect(silent.asked.length).toBe(heard);
});
