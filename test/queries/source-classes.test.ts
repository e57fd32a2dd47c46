import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { classSums } from '#lib/queries/class-sums';
import { classifiedSources } from '#lib/queries/classified-sources';
import { type DatasetName, exportDataset } from '#lib/queries/datasets';
import { diagnoses } from '#lib/queries/diagnoses';
import { addUp } from '#lib/queries/metrics';
import { reportRecords } from '#lib/queries/report-records';
import { labelSources, undoLabel } from '#lib/store/source-label';
import { judgeAll } from '#test/support/judge';
import { type Seeded, seedReport } from '#test/support/seed';

const filter = parseFilter({ from: '2026-11-01', to: '2026-11-30' });
const DOMAINS = ['example.com', 'example.net'] as const;
const failing = { dkimAligned: false, spfAligned: false, outcome: 'delivered' } as const;
let report: Seeded;

beforeAll(async () => {
  for (const domain of DOMAINS) {
    const signed = { domain, selector: 's1', result: 'pass' };
    report = await seedReport({
      ...{ domain, day: '2026-11-05' },
      records: [
        {
          ...{ count: 1000, ip: '192.0.2.1', dkim: [signed] },
          spf: [{ domain, scope: 'mfrom', result: 'pass' }],
        },
        {
          ...{ count: 50, ip: '192.0.2.5', ...failing },
          spf: [{ domain: 'bounce.sendgrid.net', scope: 'mfrom', result: 'pass' }],
        },
        { count: 6, ip: '192.0.2.6', ...failing, headerFrom: `billing.${domain}` },
        { count: 4, ip: null, sourceRaw: 'x', ...failing, headerFrom: `billing.${domain}` },
      ],
    });
  }
  await pool().query("UPDATE source SET lookup = 'none' WHERE ip = '192.0.2.6'");
  await pool().query(
    `UPDATE source SET ptr = 'mail.example.com', ptr_confirmed = true, lookup = 'found'
     WHERE ip = '192.0.2.1'`,
  );
  const anna = mintViewer({ userId: 'u1', name: 'Anna', role: 'analyst', domains: 'all' });
  await labelSources(anna, {
    ...{ domain: 'example.net', everywhere: false, subjects: [{ service: 'Twilio SendGrid' }] },
    ...{ label: 'yours', note: 'newsletter', owner: 'Marketing' },
  });
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function lines(name: DatasetName) {
  let text = '';
  for await (const piece of exportDataset(SYSTEM_VIEWER, filter, name, { format: 'jsonl' })) {
    text += piece;
  }
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('every record says of its source what the page says', async () => {
  const { sources } = await classifiedSources(SYSTEM_VIEWER, filter);
  const records = await lines('records');
  expect(records).toHaveLength(8);
  for (const { domain, ip, verdict, sender } of sources) {
    const given = ip ?? 'x';
    const found = records.find((row) => row.domain === domain && row.source_ip === given);
    expect(found).toMatchObject({
      source_class: verdict.candidate ? 'candidate' : verdict.class,
      source_name: sender?.name ?? null,
    });
  }
  const said = records.find((row) => row.domain === 'example.net' && row.source_ip === '192.0.2.5');
  expect(said).toMatchObject({
    ...{ source_name: 'Twilio SendGrid', source_kind: 'bulk', source_class: 'approved' },
    ...{ source_class_by: 'Anna', source_label: 'yours' },
  });
});

test('a source has one word where its domains agree, else one for each of them', async () => {
  const rows = await lines('sources');
  expect(rows.map((row) => [row.source_ip, row.source_class, row.source_class_by])).toEqual([
    [null, 'unknown', 'rule 9'],
    ['192.0.2.1', 'own|candidate', 'rule 2'],
    ['192.0.2.5', 'misconfigured|approved', 'rule 6|Anna'],
    ['192.0.2.6', 'spoof', 'rule 8'],
  ]);
  expect(rows[2]).toMatchObject({
    ...{ domains: 'example.com|example.net', source_label: '|yours', source_owner: '|Marketing' },
    source_label_note: '|newsletter',
  });
});

test('sums by class are those of the listed sources, whatever people said of them', async () => {
  const said = { note: null, owner: null, everywhere: false };
  for (const given of [
    { domain: 'example.com', subjects: [{ ip: '192.0.2.1' }], label: 'not-mine' },
    { domain: 'example.net', subjects: [{ ip: '192.0.2.5' }], label: 'later' },
    { domain: 'example.com', subjects: [{ service: 'Twilio SendGrid' }], label: 'forwarder' },
  ] as const) {
    const batch = await labelSources(SYSTEM_VIEWER, { ...given, ...said });
    const { sources } = await classifiedSources(SYSTEM_VIEWER, filter);
    const of = (...classes: string[]) =>
      sources.filter(({ verdict }) => classes.includes(verdict.class));
    const own = of('own', 'approved');
    const { authorised, spoofBlocked } = await classSums(SYSTEM_VIEWER, filter);
    const { candidates, ...tally } = authorised;
    expect(tally).toEqual(addUp(own));
    expect(candidates).toBe(addUp(own.filter(({ verdict }) => verdict.candidate)).messages);
    const { byOutcome } = addUp(of('spoof', 'not-mine', 'unknown'));
    expect(spoofBlocked).toBe(byOutcome.quarantined + byOutcome.rejected);
    await undoLabel(SYSTEM_VIEWER, batch);
  }
});

test('what a suspected forger sends is diagnosed as such, on pages and in files', async () => {
  const { cards } = await diagnoses(SYSTEM_VIEWER, filter);
  expect(cards.find(({ code }) => code === 'SPOOF_LIKELY')).toMatchObject({
    messages: 12,
    values: { blocked: 0, delivered: 12 },
  });
  const forged = (await lines('records')).filter((row) =>
    row.diagnosis_codes.split('|').includes('SPOOF_LIKELY'),
  );
  expect(new Set(forged.map((row) => row.source_ip))).toEqual(new Set(['192.0.2.6']));
  const records = await reportRecords(SYSTEM_VIEWER, report.uid);
  const codes = records?.map(({ diagnosis }) => diagnosis.map(({ code }) => code));
  expect(codes?.map((given) => given.includes('SPOOF_LIKELY'))).toEqual([
    false,
    false,
    true,
    false,
  ]);
});
