import { expect, test } from 'vitest';
import { describeItem } from '#lib/report/describe';
import { readFile } from '#lib/report/read-file';
import { fixture } from './golden-pairs.ts';

test('an aggregate report is described as parse --json promises', async () => {
  expect(await described('aggregate', 'verdict-words.xml')).toEqual([
    {
      file: 'verdict-words.xml',
      member: null,
      kind: 'aggregate',
      ok: true,
      strict_ok: true,
      org_name: 'receiver.example',
      email: 'dmarc@receiver.example',
      report_id: '20251105-1',
      begin: 1_762_300_800,
      end: 1_762_387_199,
      domain: 'example.com',
      p: 'none',
      sp: 'none',
      np: null,
      adkim: 'r',
      aspf: 'r',
      pct: 100,
      fo: null,
      testing: null,
      discovery_method: null,
      records: 3,
      total_messages: 9,
      dmarc_pass_messages: 6,
      dispositions: { none: 9 },
      distinct_source_ips: 1,
      deviations: [
        { code: 'verdict-word', detail: 'spf: none' },
        { code: 'verdict-word', detail: 'dkim: softfail' },
        { code: 'verdict-word', detail: 'spf: hardfail' },
        { code: 'verdict-word', detail: 'dkim: ' },
      ],
    },
  ]);
});

test('dispositions are in the words of the reporter', async () => {
  const [line] = await described('aggregate', 'disposition-words.xml');
  expect(line).toMatchObject({
    dispositions: { pass: 3, Quarantine: 3, softfail: 3, '': 3 },
  });
});

test('a value that is stated empty is not one that is left out', async () => {
  const [line] = await described('aggregate', 'policy-of-nil-and-nothing.xml');
  expect(line).toMatchObject({ adkim: '', pct: '', np: null });
});

test('a TLS report is described by its sessions', async () => {
  expect(await described('tls', 'several-policies.in.json')).toEqual([
    {
      file: 'several-policies.in.json',
      member: null,
      kind: 'tls',
      ok: true,
      strict_ok: true,
      organization_name: 'Receiver',
      report_id: 't-1@receiver.example',
      begin: 1_762_300_800,
      end: 1_762_387_199,
      policies: 2,
      success_sessions: 8,
      failure_sessions: 1,
      deviations: [],
    },
  ]);
});

test('a failure report is described by its fields', async () => {
  const [line] = await described('failure', 'source-with-a-name.eml');
  expect(line).toMatchObject({
    kind: 'failure',
    feedback_type: 'auth-failure',
    auth_failure: 'spf',
    reported_domain: null,
    source_ip: '2001:0db8::0044 (host.example.net)',
  });
});

test('what is refused says why', async () => {
  expect(await described('aggregate', 'refused-no-domain.xml')).toEqual([
    {
      file: 'refused-no-domain.xml',
      member: null,
      kind: 'aggregate',
      ok: false,
      problem: { code: 'report/invalid', text: 'policy_published names no domain.' },
    },
  ]);
});

async function described(folder: string, name: string) {
  const { items } = await readFile(name, fixture(folder, name));
  return items.map((item) => describeItem(name, item));
}
