import type { Filter } from '#lib/filter/filter';
import { filterToSearch } from '#lib/filter/filter';
import { freezePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { DATA_CREDITS } from './data-credits.ts';
import { DATASETS } from './datasets.ts';
import type { EvidenceFacts } from './evidence-facts.ts';
import type { WrittenFile } from './evidence-files.ts';
import { METRICS } from './metric-table.ts';
import { productVersion } from './product-version.ts';

/** All that a pack's texts are made from. */
export type EvidenceContext = {
  viewer: Viewer;
  filter: Filter;
  now: Date;
  facts: EvidenceFacts;
  files: readonly WrittenFile[];
};

/** What a pack is about, for programs. */
export function evidenceManifest({ viewer, filter, now, facts, files }: EvidenceContext): string {
  const { version, commit } = productVersion();
  const { from, to, days } = facts.span;
  const frozen = { period: freezePeriod(filter.period, now) };
  const manifest = {
    manifest_version: 1,
    product: 'Ruascope',
    version,
    commit,
    kind: 'evidence-pack',
    generated_at: now.toISOString(),
    generated_by: viewer.name,
    scope: scopeOfPack(filter, facts) ?? 'all domains that the reader may see',
    question: filterToSearch(filter, frozen),
    period: { from, to, days, time_zone: 'UTC', both_days_included: true },
    complete_through: facts.complete,
    format: {
      syntax: 'RFC 4180, CRLF, UTF-8, header row',
      ...{ delimiter: ',', byte_order_mark: true, formula_guard: true },
    },
    audit_chain: facts.chain,
    files: files.map(({ name, dataset, rows, bytes, sha256 }) => ({
      ...{ name, dataset, schema_version: DATASETS[dataset].version },
      ...{ row_count: rows, bytes, sha256, columns: DATASETS[dataset].columns },
    })),
    data_sources: [DATA_CREDITS.networks, DATA_CREDITS.countries, DATA_CREDITS.suffixes],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** How to read a pack, what its numbers mean, and what it cannot show. */
export function evidenceReadme({ filter, facts, files }: EvidenceContext): string {
  const { from, to } = facts.span;
  const scope = scopeText(filter, facts);
  const width = Math.max(...files.map(({ name }) => name.length), 'manifest.json'.length);
  const line = (name: string, text: string) => `${name.padEnd(width)}  ${text}`;
  return [
    `Ruascope: evidence about ${scope}, from ${from} to ${to} (UTC days, both included)`,
    '',
    ...files.map(({ name, dataset, rows }) => line(name, `${dataset}, ${rows} rows`)),
    line('summary.html', 'the same in short, to be read and printed'),
    line('manifest.json', 'what was asked, when and by whom; every column; rows, bytes, SHA-256'),
    line('SHA256SUMS', 'to be checked with: sha256sum -c SHA256SUMS'),
    '',
    'Files are RFC 4180, UTF-8 with a byte order mark. An empty cell is a value that is not known.',
    'A cell that a spreadsheet would run as a formula begins with an apostrophe.',
    'Runs, audit log and exports are of the whole installation, as far as the reader may see it.',
    '',
    'What this pack cannot show:',
    ...LIMITS.map((limit) => `- ${limit}`),
    '',
    'How to check that the audit log is as it was written: each entry_sha256 is made from the other',
    'cells of its line, each chain_sha256 from the one before and entry_sha256, as the columns of',
    'manifest.json say (cells without the apostrophe). A head of the chain that was noted down earlier',
    'must stand in the file at its position.',
    '',
    'What the numbers mean:',
    ...Object.entries(METRICS).flatMap(([id, { name, unit, definition }]) => [
      `  ${id}  ${name} (${unit})`,
      `      ${definition}`,
    ]),
    '',
  ].join('\n');
}

/** The domains that a pack is about, those of a group as it was then; null for all. */
function scopeOfPack({ domains, group }: Filter, facts: EvidenceFacts): string[] | null {
  if (group !== null) return facts.domains.map(({ name }) => name).toSorted();
  return domains.length > 0 ? domains : null;
}

/** The same in words. */
export function scopeText(filter: Filter, facts: EvidenceFacts): string {
  const names = scopeOfPack(filter, facts)?.join(', ') ?? 'all domains';
  return filter.group === null ? names : `the group ${filter.group} (${names || 'no domain'})`;
}

/** What nobody should read out of a pack. */
export const LIMITS = [
  'Mail at receivers that send no reports. reporters.csv says who reports, and on how many days.',
  'Single mails: aggregate reports count messages by source and result.',
  'Whether a source is the owner’s, where nobody has said so: classes are judged by rules, and sources.csv says by which.',
  'What DNS published before this installation asked, and between two readings: dns_history.csv has the DMARC record alone, from its first reading until its last. Policies in policy_history.csv are those that reporters saw.',
  'History of other DNS records: this version asks for no DKIM, MTA-STS or TLS-RPT record, and keeps of SPF what it says now.',
  'Simulations of a stricter policy, accepted risks and alerts: this version has none of them.',
] as const;
