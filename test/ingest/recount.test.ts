import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Incoming } from '#lib/ingest/incoming';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader, type Reader } from '#lib/ingest/reader-thread';
import { recount } from '#lib/ingest/recount';
import type { Verdict } from '#lib/report/authenticity';
import { setCountedVerdicts } from '#lib/store/counted-verdicts';
import { forgetDictionary } from '#lib/store/dictionary';
import { readRecount } from '#lib/store/recount-state';
import { confirmSigner, withdrawSigner } from '#lib/store/reporter-signer';
import { startDns } from '#test/support/dns-server';
import { expectRollupsAgree } from '#test/support/rollups';
import { type Sample, sampleMail, sampleRecord } from '#test/support/sample-report';
import { DKIM_KEY, signMail } from '#test/support/signed-mail';

// Changing which reports count gives the numbers of a fresh import of the same mails, whatever was
// decided before, whatever breaks off in between, and whatever arrives meanwhile.

const dns = await startDns({
  's1._domainkey.reporter.example': [DKIM_KEY],
  's1._domainkey.evil.example': [DKIM_KEY],
  '_dmarc.reporter.example': ['v=DMARC1; p=reject'],
  '_dmarc.quiet.example': ['v=DMARC1; p=none'],
});
const reader = createReader({ dnsServers: [dns.address] });
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;

beforeEach(async () => await empty());

afterEach(expectRollupsAgree);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
  await dns.close();
});

async function empty() {
  await pool().query(`TRUNCATE record, daily, report, tls_report, failure_report, message, domain,
    reporter, reporter_signer, setting CASCADE`);
  forgetDictionary();
}

/** How a mail becomes one of each verdict; a file that is no mail is not checked. */
const SENDERS = {
  verified: { from: 'reporter.example', signers: ['reporter.example'] },
  authenticated: { from: 'evil.example', signers: ['evil.example'] },
  unverified: { from: 'quiet.example', signers: [] },
  failed: { from: 'reporter.example', signers: [] },
} as const;

async function mailOf(sample: Sample, verdict: Verdict): Promise<Incoming> {
  const plain = sampleMail({ orgName: 'reporter.example', ...sample });
  if (verdict === 'not-checked') return await asFile(plain);
  const { from, signers } = SENDERS[verdict];
  const text = Buffer.from(plain.raw ?? '').toString('latin1');
  const authored = text.replace(/^From:.*$/m, `From: <dmarc@${from}>`);
  const raw = await signMail(Buffer.from(authored, 'latin1'), signers);
  return { ...plain, raw, size: raw.length };
}

/** The report alone, as somebody uploads it. */
async function asFile(mail: Incoming): Promise<Incoming> {
  const { items } = await reader.readMail(mail.raw ?? new Uint8Array());
  const outcome = items[0]?.outcome;
  if (!outcome?.ok) throw new Error('The sample could not be read.');
  const raw = outcome.value.original;
  return { ...mail, raw, name: 'report.xml', size: raw.length };
}

const counting = (count: number) => ({ records: [sampleRecord({ count })] });
const long = { begin: '2026-10-30T00:00Z', end: '2026-11-03T23:59:59Z' };

/** Lone reports of every verdict, and identities over which several contents quarrel. */
async function everyMail(): Promise<Incoming[]> {
  const mails = [
    mailOf({ reportId: 'sure', ...counting(1) }, 'verified'),
    mailOf({ reportId: 'signed', ...counting(20) }, 'authenticated'),
    mailOf({ reportId: 'plain', ...long, ...counting(301) }, 'unverified'),
    mailOf({ reportId: 'bad', ...counting(4000) }, 'failed'),
    mailOf({ reportId: 'file', domain: 'example.net', ...counting(50_000) }, 'not-checked'),
    mailOf({ reportId: 'squat', ...counting(600_001) }, 'failed'),
    mailOf({ reportId: 'squat', ...counting(600_002) }, 'unverified'),
    mailOf({ reportId: 'squat', ...counting(600_003) }, 'verified'),
    mailOf({ reportId: 'twice', ...counting(7_000_001) }, 'not-checked'),
    mailOf({ reportId: 'twice', ...counting(7_000_002) }, 'unverified'),
    mailOf({ reportId: 'twice', ...counting(7_000_003) }, 'authenticated'),
    mailOf({ reportId: 'raised', ...counting(80_000_001) }, 'failed'),
    mailOf({ reportId: 'raised', ...counting(80_000_001) }, 'authenticated'),
  ];
  return [...(await Promise.all(mails)), tlsFile()];
}

function tlsFile(): Incoming {
  const raw = Buffer.from(
    JSON.stringify({
      'organization-name': 'Reporter',
      'date-range': {
        'start-datetime': '2026-11-05T00:00:00Z',
        'end-datetime': '2026-11-05T23:59:59Z',
      },
      'report-id': 'tls',
      policies: [
        {
          policy: { 'policy-type': 'no-policy-found', 'policy-domain': 'example.com' },
          summary: { 'total-successful-session-count': 9, 'total-failure-session-count': 0 },
        },
      ],
    }),
  );
  return { raw, name: 'tls.json', receivedAt: new Date('2026-11-06'), uid: null, size: raw.length };
}

async function takeIn(mails: readonly Incoming[]) {
  for (const mail of mails) await ingestBatch(reader, [mail], context);
}

async function decide(verdicts: readonly Verdict[]) {
  await setCountedVerdicts(SYSTEM_VIEWER, verdicts);
}

/** Everything that counts, without the ids that only say when it was stored. */
async function numbers() {
  const ask = async (sql: string) => (await pool().query(sql)).rows;
  return {
    reports: await ask(
      `SELECT report_id, message_count, verdict, counted FROM report ORDER BY 1, 2`,
    ),
    tls: await ask('SELECT report_id, verdict, counted FROM tls_report ORDER BY 1'),
    records: await ask(`
      SELECT p.report_id, d.name, r.day::text, r.record_no, r.count, r.outcome, r.disposition
      FROM record r JOIN report p ON p.id = r.report_id JOIN domain d ON d.id = r.domain_id
      ORDER BY 1, 2, 3, 4, 5`),
    daily: await ask(`
      SELECT d.name, day::text, outcome, disposition, dkim_aligned, spf_aligned, messages, records
      FROM daily JOIN domain d ON d.id = domain_id ORDER BY 1, 2, 3, 4, 5, 6`),
  };
}

async function afresh(verdicts: readonly Verdict[], mails: readonly Incoming[]) {
  await empty();
  await decide(verdicts);
  await takeIn(mails);
  return await numbers();
}

/** Every setting there is, each by the least that counts. */
const SETTINGS: Verdict[][] = [
  ['verified'],
  ['unverified', 'not-checked'],
  ['authenticated'],
  ['unverified'],
  ['failed'],
  ['not-checked'],
];

test('changing the setting gives the numbers of a fresh import under it', async () => {
  const mails = await everyMail();
  await takeIn(mails);
  const walked = [];
  for (const verdicts of SETTINGS) {
    await decide(verdicts);
    await recount(reader);
    walked.push(await numbers());
  }
  for (const [index, verdicts] of SETTINGS.entries()) {
    expect(walked[index], verdicts.join()).toEqual(await afresh(verdicts, mails));
  }
  expect(new Set(walked.map((one) => JSON.stringify(one.daily))).size).toBe(SETTINGS.length);
});

test('each change says what it did, and leaves nothing to do', async () => {
  await takeIn(await everyMail());
  await decide(['verified']);
  await recount(reader);
  expect(await readRecount()).toMatchObject({ total: 6, done: 6, counted: 0, held: 6 });
  await decide(['not-checked']);
  await recount(reader);
  // What an unknown domain signed, and what came as files.
  expect(await readRecount()).toMatchObject({ total: 5, done: 5, counted: 5, held: 0 });
  expect((await readRecount())?.endedAt).not.toBeNull();
});

test('a recount that breaks off goes on where it stopped', async () => {
  const mails = await manyMails(450);
  await ingestBatch(reader, mails, context);
  const whole = await numbers();
  await decide(['verified']);
  await recount(reader);
  expect((await numbers()).daily).toEqual([]);
  await decide(['unverified']);
  await expect(recount(failing(reader, 250))).rejects.toThrow('power cut');
  const half = await readRecount();
  expect(half).toMatchObject({ total: 450, done: 200, counted: 200, endedAt: null });
  await recount(reader);
  expect(await readRecount()).toMatchObject({ total: 450, done: 450, counted: 450 });
  expect(await numbers()).toEqual(whole);
});

test('mails that arrive during a recount, and a second recount, spoil no number', async () => {
  const mails = await everyMail();
  const more = await manyMails(120);
  await takeIn(mails);
  await decide(['verified']);
  await recount(reader);
  await decide(['unverified', 'not-checked']);
  const other = createReader({ dnsServers: [dns.address] });
  await Promise.all([recount(reader), recount(other), takeIn(more)]);
  await other.close();
  await recount(reader);
  const walked = await numbers();
  expect(walked).toEqual(await afresh(['unverified', 'not-checked'], [...mails, ...more]));
});

test('a decision in the middle of a recount is the one that is carried out', async () => {
  const mails = await manyMails(450);
  await ingestBatch(reader, mails, context);
  await decide(['verified']);
  await recount(reader);
  await decide(['unverified']);
  let read = 0;
  const interrupted: Reader = {
    ...reader,
    readFlat: async (...given) => {
      read += 1;
      if (read === 250) await decide(['authenticated']);
      return await reader.readFlat(...given);
    },
  };
  await recount(interrupted);
  expect((await numbers()).daily).toEqual([]);
});

test('a report whose file is gone stays held, and is told', async () => {
  await takeIn([await mailOf({ reportId: 'plain' }, 'unverified')]);
  await decide(['verified']);
  await recount(reader);
  await pool().query('TRUNCATE report_original');
  await decide(['unverified']);
  await recount(reader);
  expect(await readRecount()).toMatchObject({ total: 1, done: 1, counted: 0, unreadable: 1 });
  expect((await numbers()).daily).toEqual([]);
});

test('a signer that is confirmed brings its held reports in, and withdrawn takes them out', async () => {
  await takeIn([await mailOf({ orgName: 'Reporter Inc', ...counting(5) }, 'authenticated')]);
  await decide(['verified']);
  await recount(reader);
  const held = await numbers();
  expect(held.daily).toEqual([]);
  expect(await confirmSigner(SYSTEM_VIEWER, 'Reporter Inc', 'evil.example')).toBe(1);
  await recount(reader);
  expect((await numbers()).records).toMatchObject([{ count: 5 }]);
  expect(await withdrawSigner(SYSTEM_VIEWER, 'Reporter Inc', 'evil.example')).toBe(1);
  await recount(reader);
  expect(await numbers()).toEqual(held);
});

async function manyMails(count: number) {
  const names = Array.from({ length: count }, (_, number) => `many-${number}`);
  return await Promise.all(
    names.map((reportId, number) => mailOf({ reportId, ...counting(number + 1) }, 'unverified')),
  );
}

/** A reader whose process ends after so many files. */
function failing(whole: Reader, after: number): Reader {
  let read = 0;
  return {
    ...whole,
    readFlat: async (...given) => {
      read += 1;
      if (read > after) throw new Error('power cut');
      return await whole.readFlat(...given);
    },
  };
}
