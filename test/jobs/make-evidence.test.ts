import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseUrl, db, disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { dayOf } from '#lib/filter/day';
import { filterToSearch, parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { makeEvidence } from '#lib/jobs/make-evidence';
import { exportDataset } from '#lib/queries/datasets';
import { evidenceFilesFor, evidenceSteps } from '#lib/queries/evidence-files';
import { evidenceName } from '#lib/queries/evidence-name';
import { evidencePack } from '#lib/queries/evidence-pack';
import { evidenceBytes, evidencePacks } from '#lib/queries/evidence-packs';
import { exportHistory } from '#lib/queries/export-history';
import { METRICS } from '#lib/queries/metric-table';
import { totals } from '#lib/queries/totals';
import { saveDmarcRecords } from '#lib/store/dmarc-record';
import { askForPack } from '#lib/store/evidence-pack';
import { seedReport } from '#test/support/seed';
import { tempFolder } from '#test/support/temp-folder';
import { runCli } from '#test/workers/run-cli';

const NEVER = new AbortController().signal;
const november = parseFilter({ from: '2026-11-01', to: '2026-11-30', d: 'example.com' });
const auditor = viewerOf('auditor', 'Ada');
const folder = tempFolder('evidence');

beforeAll(async () => {
  await seedReport({
    reporter: '<script>alert(1)</script>',
    records: [{ count: 30 }, { count: 12, dkimAligned: false, spfAligned: false }],
  });
  await seedReport({ domain: 'secret.example', reporter: 'Secret Org', records: [{ count: 99 }] });
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await closePool();
  await disconnect();
});

test('a pack that is asked for is made whole, and can be fetched by its SHA-256', async () => {
  const id = await ask(auditor);
  const steps = evidenceSteps(auditor);
  expect(await evidencePacks(auditor)).toMatchObject([{ id, state: 'waiting', step: 0, steps }]);
  expect(await makeEvidence(new Date(), NEVER)).toMatchObject({
    good: true,
    told: { what: 'packs' },
  });
  const [pack] = await evidencePacks(auditor);
  expect(pack).toMatchObject({ id, state: 'done', step: steps });
  const bytes = await bytesOf(auditor, id);
  expect(sha256(bytes)).toBe(pack?.sha256);
  const [line] = await exportHistory(SYSTEM_VIEWER, 1);
  expect(line).toMatchObject({
    actor: 'Ada',
    fileName: 'dmarc_evidence_example.com_2026-11-01_2026-11-30_utc_v1.zip',
    address: `/exports/evidence/${id}`,
    sha256: pack?.sha256,
    bytes: bytes.length,
  });
  expect(await makeEvidence(new Date(), NEVER)).toMatchObject({ told: { what: 'noPack' } });
});

test('its sums are right, and its files are those that pages and API give', async () => {
  const zip = new AdmZip(await packOf(auditor));
  const names = zip.getEntries().map(({ entryName }) => entryName);
  expect(names).toEqual([
    ...evidenceFilesFor(auditor).map(({ name }) => name),
    ...['summary.html', 'README.txt', 'manifest.json', 'SHA256SUMS'],
  ]);
  const sums = zip.readAsText('SHA256SUMS').trim().split('\n');
  const files = names.slice(0, -1);
  expect(sums).toEqual(files.map((name) => `${sha256(zip.readFile(name))}  ${name}`));
  const options = { format: 'csv', guard: true, bom: true } as const;
  for (const name of ['daily', 'sources', 'reporters'] as const) {
    let csv = '';
    for await (const piece of exportDataset(auditor, november, name, options)) csv += piece;
    expect(zip.readAsText(`${name}.csv`)).toBe(csv);
  }
  const manifest = JSON.parse(zip.readAsText('manifest.json'));
  expect(manifest).toMatchObject({
    kind: 'evidence-pack',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    generated_by: 'Ada',
    period: { from: '2026-11-01', to: '2026-11-30', days: 30 },
    audit_chain: { broken: null },
  });
  for (const { name, row_count: rows, bytes, columns } of manifest.files) {
    const text = zip.readAsText(name);
    expect(bytes).toBe(Buffer.byteLength(text));
    expect(text.slice(1).split('\r\n')[0]?.split(',')).toHaveLength(columns.length);
    if (name === 'daily.csv') expect(text.split('\r\n')).toHaveLength(rows + 2);
  }
});

test('what DNS said stands in it from when until when it was read, and what it cannot tell', async () => {
  await readDns('example.com', '2026-10-20T00:00Z', 'v=DMARC1; p=none');
  await readDns(
    'example.com',
    '2026-11-10T06:00Z',
    'v=DMARC1; p=reject; rua=mailto:<b>@example.com',
  );
  await readDns('example.com', '2026-11-20T06:00Z', null);
  await readDns('secret.example', '2026-11-12T00:00Z', 'v=DMARC1; p=quarantine');
  // Of days that are none of the pack's.
  await readDns('example.com', '2026-12-01T00:00Z', 'v=DMARC1; p=reject; sp=none');
  const zip = new AdmZip(await packOf(auditor));
  const [head, ...lines] = zip.readAsText('dns_history.csv').slice(1).trim().split('\r\n');
  expect(head).toBe(
    'schema_version,domain,record_name,first_read_utc,last_read_utc,state,record,policy,domain_unicode',
  );
  const name = 'example.com,_dmarc.example.com';
  const [until, later, last] = ['2026-11-10', '2026-11-20', '2026-11-30'];
  expect(lines).toEqual([
    `1,${name},2026-10-20T00:00:00Z,${until}T05:00:00Z,found,v=DMARC1; p=none,p=none,example.com`,
    `1,${name},${until}T06:00:00Z,${later}T05:00:00Z,found,v=DMARC1; p=reject; rua=mailto:<b>@example.com,p=reject,example.com`,
    `1,${name},${later}T06:00:00Z,${last}T23:00:00Z,none,,,example.com`,
  ]);
  const summary = zip.readAsText('summary.html');
  expect(summary).toContain('<h2>What DNS said</h2>');
  expect(summary).toContain('v=DMARC1; p=reject; rua=mailto:&lt;b&gt;@example.com');
  expect(summary).not.toContain('sp=none');
  const all = [summary, zip.readAsText('README.txt')];
  for (const text of all) expect(text).toMatch(/Simulations .* this version has none of them/);
  expect(all.join()).not.toContain('secret.example');
  await pool().query('DELETE FROM dmarc_record');
});

/** As the job reads it: an hour before each change it still said what it said before. */
async function readDns(domain: string, at: string, record: string | null) {
  const now = new Date(at);
  const anHourBefore = new Date(now.getTime() - 3_600_000);
  await pool().query(
    `UPDATE dmarc_record SET until = $2 FROM domain AS d
     WHERE d.id = domain_id AND d.name = $1 AND until > since - interval '1 second'
       AND since = (SELECT max(since) FROM dmarc_record WHERE domain_id = d.id)`,
    [domain, anHourBefore],
  );
  const state = record === null ? 'none' : 'found';
  await saveDmarcRecords([{ domain, state, record, expiresAt: now }], now);
}

test('its numbers are those of the pages', async () => {
  const zip = new AdmZip(await packOf(auditor));
  const { messages, passed } = await totals(auditor, november);
  expect([messages, passed]).toEqual([42, 30]);
  const [head = '', ...lines] = zip.readAsText('daily.csv').slice(1).trim().split('\r\n');
  const column = (name: string) => head.split(',').indexOf(name);
  const sum = (name: string) =>
    lines.reduce((total, line) => total + Number(line.split(',')[column(name)]), 0);
  expect([sum('message_count'), sum('passed')]).toEqual([messages, passed]);
  const summary = zip.readAsText('summary.html');
  expect(summary).toContain('<td>Messages reported</td><td>42</td>');
  expect(summary).toMatch(/<td>71\.4\s%<\/td>/u);
  for (const { name } of Object.values(METRICS)) {
    expect(zip.readAsText('README.txt')).toContain(name);
  }
});

test('of the days that it is asked for, it says who did what', async () => {
  const today = dayOf(new Date());
  const id = await ask(auditor, parseFilter({ from: today, to: today }));
  await makeEvidence(new Date(), NEVER);
  const zip = new AdmZip(await bytesOf(auditor, id));
  expect(zip.readAsText('audit_log.csv')).toContain('export.ask-evidence');
});

test('the summary runs nothing, and praises nobody', async () => {
  const summary = new AdmZip(await packOf(auditor)).readAsText('summary.html');
  expect(summary).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(summary).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|javascript:|https?:/i);
  expect(summary).not.toMatch(/compliant with|PCI|NIS2|certif|secure\b/i);
});

test('whoever is limited gets nothing of other domains, and no one else’s pack', async () => {
  const { id: domainId } = await db().domain.findUniqueOrThrow({ where: { name: 'example.com' } });
  const limited = mintViewer({ userId: 'lim', name: 'Lim', role: 'auditor', domains: [domainId] });
  const everything = parseFilter({ from: '2026-11-01', to: '2026-11-30' });
  const id = await ask(limited, everything);
  await makeEvidence(new Date(), NEVER);
  const zip = new AdmZip(await bytesOf(limited, id));
  for (const { entryName } of zip.getEntries()) {
    expect(zip.readAsText(entryName), entryName).not.toMatch(/secret/i);
  }
  expect(zip.getEntry('ingest_runs.csv')).toBeNull();
  expect(await evidenceBytes(auditor, id)).toBeNull();
  expect(await evidenceBytes(viewerOf('owner', 'Root'), id)).not.toBeNull();
  for (const role of ['analyst', 'viewer'] as const) {
    await expect(evidencePacks(viewerOf(role, 'Eve'))).rejects.toMatchObject({
      code: 'auth/forbidden',
    });
    expect(() => evidencePack(viewerOf(role, 'Eve'), november, { now: new Date() })).toThrow();
  }
});

test('a pack whose process died is made anew, and given up when it ends every process', async () => {
  const id = await ask(auditor);
  await pool().query(
    `UPDATE evidence_pack SET state = 'making', tries = 1, step = 4 WHERE id = $1`,
    [id],
  );
  await pool().query(`INSERT INTO evidence_chunk VALUES ($1, 0, 'half a file')`, [id]);
  await makeEvidence(new Date(), NEVER);
  expect(new AdmZip(await bytesOf(auditor, id)).getEntry('SHA256SUMS')).not.toBeNull();
  await pool().query(`UPDATE evidence_pack SET state = 'making', tries = 3 WHERE id = $1`, [id]);
  expect(await makeEvidence(new Date(), NEVER)).toMatchObject({ good: false });
  expect(await evidenceBytes(auditor, id)).toBeNull();
  const [pack] = await evidencePacks(auditor, id);
  expect(pack).toMatchObject({ state: 'failed', error: expect.stringContaining('three times') });
});

test('a pack goes after seven days, with its bytes', async () => {
  const id = await ask(auditor);
  await makeEvidence(new Date(), NEVER);
  await makeEvidence(new Date(Date.now() + 8 * 24 * 3_600_000), NEVER);
  expect(await evidenceBytes(auditor, id)).toBeNull();
  expect(await db().evidenceChunk.count({ where: { packId: id } })).toBe(0);
});

test('the command writes the same, and notes it', async () => {
  const out = join(folder, 'pack.zip');
  const days = ['--from', '2026-11-01', '--to', '2026-11-30', '--domain', 'example.com'];
  const run = await runCli(['evidence', ...days, '--out', out], {
    env: { DATABASE_URL: databaseUrl() },
  });
  expect(run).toMatchObject({ code: 0 });
  const zip = new AdmZip(out);
  expect(JSON.parse(zip.readAsText('manifest.json'))).toMatchObject({ generated_by: 'system' });
  expect(run.out).toMatch(/^[0-9a-f]{64} {2}/);
  const [line] = await exportHistory(SYSTEM_VIEWER, 1);
  expect(line).toMatchObject({ actor: 'system', sha256: run.out.slice(0, 64) });
  const wrong = await runCli(['evidence', ...days, '--out', join(folder, 'no/x.zip')], {
    env: { DATABASE_URL: databaseUrl() },
  });
  expect(wrong.code).toBe(1);
});

async function ask(viewer: Viewer, filter = november) {
  return await askForPack(viewer, {
    question: filterToSearch(filter),
    fileName: evidenceName(filter, new Date()),
    steps: evidenceSteps(viewer),
  });
}

async function packOf(viewer: Viewer) {
  const id = await ask(viewer);
  await makeEvidence(new Date(), NEVER);
  return await bytesOf(viewer, id);
}

async function bytesOf(viewer: Viewer, id: string) {
  const found = await evidenceBytes(viewer, id);
  const all: Uint8Array[] = [];
  for await (const piece of found?.pieces ?? []) all.push(piece);
  return Buffer.concat(all);
}

function viewerOf(role: Viewer['role'], name: string) {
  return mintViewer({ userId: `id of ${name}`, name, role, domains: 'all' });
}

function sha256(bytes: Uint8Array | null) {
  return createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
}
