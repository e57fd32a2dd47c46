import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { describeItem } from '#lib/report/describe';
import { readFile } from '#lib/report/read-file';

/**
 * Thousands of real report files with the truth about each, found by another parser. They are not
 * ours to copy into the project; where they are not, this file says so and skips.
 */
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(join(CORPUS, 'EXPECTED.jsonl'));
if (!isThere) process.stderr.write('corpus.test: no corpus beside the project, skipped\n');

test.skipIf(!isThere)('agrees with the corpus about every file', { timeout: 120_000 }, async () => {
  const expected = readExpected();
  const differences: string[] = [];
  for (const truth of expected) {
    const bytes = readFileSync(join(CORPUS, truth.file));
    const { items } = await readFile(basename(truth.file), bytes);
    const found = items.map((item) => describeItem(truth.file, item));
    const known = UNDERSTOOD.get(truth.file);
    for (const difference of differencesOf(truth, found)) {
      if (!known?.includes(difference.field)) differences.push(`${truth.file}: ${difference.text}`);
    }
  }
  const score = expected.length - new Set(differences.map((line) => line.split(': ')[0])).size;
  process.stderr.write(`corpus.test: ${score} of ${expected.length} files agree\n`);
  expect(expected.length).toBeGreaterThan(2000);
  expect(differences).toEqual([]);
});

type Fields = Readonly<Record<string, unknown>>;
type Truth = Fields & {
  file: string;
  kind: string;
  ok: boolean;
  either?: boolean;
  reports?: Truth[];
};
type Difference = { field: string; text: string };

/**
 * Where we read more than the parser that found the truth: a fields part in base64, header blocks
 * that end in a line with a blank in it, and Mail::DMARC's `<t>` for `<testing>`.
 */
const FIELDS = ['feedback_type', 'auth_failure', 'reported_domain', 'source_ip'];
const UNDERSTOOD: ReadonlyMap<string, readonly string[]> = new Map([
  ['files/JasperWallace__django-dmarc2/dmarc/tests/feedback2.eml', FIELDS],
  [
    'files/domainaware__parsedmarc/samples/failure/[Netease DMARC Failure Report] Rent Reminder.eml',
    FIELDS,
  ],
  [
    'files/domainaware__parsedmarc/samples/forensic/DMARC Failure Report for domain.de (mail-from=sharepoint@domain.de, ip=10.10.10.10).eml',
    FIELDS,
  ],
  ['files/codemacherUG__dmarc-lighthouse/tests/fixtures/aggregate-report-dmarc2.xml', ['testing']],
]);

const KINDS: Readonly<Record<string, string>> = {
  aggregate: 'aggregate',
  tlsrpt: 'tls',
  arf: 'failure',
};

/** What is compared, as [our name, the truth's name]. */
const COMPARED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  aggregate: [
    'strict_ok',
    'org_name',
    'email',
    'report_id',
    'begin',
    'end',
    'domain',
    'p',
    'sp',
    'np',
    'adkim',
    'aspf',
    'pct',
    'fo',
    'testing',
    'discovery_method',
    'records',
    'total_messages',
    'dmarc_pass_messages',
    'dispositions',
    'distinct_source_ips',
  ].map((name) => [name, name] as const),
  tlsrpt: [
    ['organization_name', 'org_name'],
    ['report_id', 'report_id'],
    ['begin', 'begin'],
    ['end', 'end'],
    ['policies', 'policies'],
    ['success_sessions', 'success_sessions'],
    ['failure_sessions', 'failure_sessions'],
  ],
  arf: FIELDS.map((name) => [name, name] as const),
};

function readExpected(): Truth[] {
  const lines = readFileSync(join(CORPUS, 'EXPECTED.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function differencesOf(truth: Truth, found: readonly Fields[]): Difference[] {
  const read = found.filter(({ ok }) => ok);
  // Accepting or refusing is defensible; of these five we accept all.
  if (!truth.ok && !truth.either) {
    return read.length === 0 ? [] : [{ field: 'ok', text: 'was accepted, should be refused' }];
  }
  const reports = truth.reports ?? [truth];
  if (read.length !== reports.length) {
    const [{ problem } = { problem: null }] = found.filter(({ ok }) => !ok);
    const text = `${read.length} of ${reports.length} reports: ${JSON.stringify(problem)}`;
    return [{ field: 'ok', text }];
  }
  return reports.flatMap((report) => {
    const same = read.find(({ report_id }) => report_id === report['report_id']) ?? read[0] ?? {};
    return compare(report, same);
  });
}

function compare(truth: Truth, found: Fields): Difference[] {
  if (found['kind'] !== KINDS[truth.kind]) {
    return [{ field: 'kind', text: `is ${found['kind']}, should be ${truth.kind}` }];
  }
  return (COMPARED[truth.kind] ?? []).flatMap(([ours, theirs]) => {
    const got = spell(found[ours]);
    const want = spell(truth[theirs]);
    return got === want ? [] : [{ field: ours, text: `${ours} is ${got}, should be ${want}` }];
  });
}

function spell(value: unknown) {
  const isTable = typeof value === 'object' && value !== null;
  return JSON.stringify(isTable ? Object.entries(value).toSorted() : (value ?? null));
}
