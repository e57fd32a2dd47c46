import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { DATASET_NAMES, exportDataset } from '#lib/queries/datasets';
import { seedReport } from '#test/support/seed';
import { tempFolder } from '#test/support/temp-folder';

// A real spreadsheet opens our files: what a stranger wrote into a report is text there, no formula.

/** Debian's libreoffice-calc-nogui brings it; a machine without it skips these tests. */
const OFFICE = '/usr/bin/soffice';
const run = promisify(execFile);
const november = parseFilter({ from: '2026-11-01', to: '2026-11-30' });
let folder: string;

const HOSTILE = [
  '=1+1',
  '+2+2',
  '-3+3',
  '@SUM(1;2)',
  '\t=4+4',
  ' =5+5',
  '=HYPERLINK("http://evil.example/";"look")',
  '=6+6","=7+7',
  "=cmd|'/c calc'!A1",
];

beforeAll(async () => {
  folder = tempFolder('office');
  for (const [at, words] of HOSTILE.entries()) {
    await seedReport({
      reporter: words,
      reportId: words,
      email: words,
      day: `2026-11-0${at + 1}`,
      records: [
        {
          sourceRaw: words,
          ip: null,
          count: 40,
          outcome: 'overridden',
          dkimAligned: false,
          spfAligned: false,
          reasons: [{ type: words, comment: words }],
          dkim: [{ domain: words, selector: words, result: 'fail', humanResult: words }],
          spf: [{ domain: words, scope: 'mfrom', result: 'fail' }],
        },
      ],
    });
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await disconnect();
  await closePool();
});

describe.skipIf(!existsSync(OFFICE))('a spreadsheet', () => {
  test.each(DATASET_NAMES)('finds no formula in %s', async (name) => {
    const sheet = await opened(name, { guard: true });
    expect(sheet).toContain('<table:table-cell');
    expect(formulasIn(sheet)).toEqual([]);
  });

  test('would find them in a file for programs, which is written as it is', async () => {
    expect(formulasIn(await opened('reports', { guard: false }))).toContain('of:=1+1');
  });
});

/** A dataset as LibreOffice has it once it is opened, as flat XML. */
async function opened(name: (typeof DATASET_NAMES)[number], { guard }: { guard: boolean }) {
  const stem = `${name}-${guard}`;
  const options = { format: 'csv', guard, bom: guard } as const;
  const csv = Readable.from(exportDataset(SYSTEM_VIEWER, november, name, options));
  await writeFile(join(folder, `${stem}.csv`), await text(csv));
  await run(
    OFFICE,
    [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      ...['--headless', '--convert-to', 'fods', '--outdir', folder],
      join(folder, `${stem}.csv`),
    ],
    { timeout: 50_000 },
  );
  return await readFile(join(folder, `${stem}.fods`), 'utf8');
}

function formulasIn(sheet: string) {
  return [...sheet.matchAll(/table:formula="([^"]*)"/g)].map(([, formula]) => formula);
}
