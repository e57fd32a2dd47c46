import { isIP } from 'node:net';
import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import type { Reason } from '#lib/source/reason';
import { wordsOf } from '#lib/words/translate';
import {
  classifiedBy,
  type JudgedRow,
  type JudgedSource,
  judgedColumns,
  toJudged,
} from './judged-source.ts';
import { NO_ADDRESS } from './of-sources.ts';
import { sourceLabels } from './source-labels.ts';

/** A source as a record names it: an address, or what the reporter wrote in its place. */
type Named = { domain: string; source: string | null };

/** Whose a source is for a domain; null for one that was not asked about. */
export type SourceClasses = (domain: string, source: string | null) => JudgedSource | null;

/**
 * The judgement of the pages for whoever reads record by record: about the sources that some rows
 * name. What reporters wrote that is no address is one source without a name.
 */
export async function sourceClasses(
  viewer: Viewer,
  named: readonly Named[],
): Promise<SourceClasses> {
  const pairs = new Map(
    named.map(({ domain, source }) => [keyOf(domain, source), { domain, source }]),
  );
  const domains = [...pairs.values()].map(({ domain }) => domain);
  const places = [...pairs.values()].map(({ source }) => addressOf(source) ?? NO_ADDRESS);
  const rows = await db().$queryRaw<JudgedRow[]>(sql`
    SELECT ${judgedColumns(sql`pair`)}
    FROM (SELECT d.id AS domain_id, source_ip FROM
      unnest(${domains}::text[], ${places}::inet[]) AS asked(name, source_ip)
      JOIN domain AS d USING (name)) AS pair
    JOIN domain AS d ON d.id = pair.domain_id
    LEFT JOIN source AS s ON s.ip = pair.source_ip
    LEFT JOIN source_verdict AS v ON v.source_ip = pair.source_ip AND v.domain_id = pair.domain_id
    WHERE ${viewer.domains === 'all' ? sql`true` : sql`d.id = ANY(${[...viewer.domains]}::int[])`}`);
  const labels = await sourceLabels([...new Set(rows.map(({ domainId }) => domainId))]);
  const known = new Map(rows.map((row) => [keyOf(row.domain, row.ip), toJudged(row, labels)]));
  return (domain, source) => known.get(keyOf(domain, source)) ?? null;
}

/** Whether a source is suspected of forging the domain; null where nobody judged it. */
export function isSpoof(source: Pick<JudgedSource, 'verdict'> | null): boolean | null {
  return source && (source.verdict.class === 'spoof' || source.verdict.class === 'not-mine');
}

/** What a program is told of a source's classes: one for each domain, by the export's words. */
export function judgedBy(
  classes: SourceClasses,
  { ip, domains }: { ip: string | null; domains: readonly string[] },
): Judgement[] {
  return domains.flatMap((domain) => {
    const source = classes(domain, ip);
    return source ? judgementOf(source) : [];
  });
}

/** Whose a source is, as a program is told. */
export type Judgement = ReturnType<typeof judgementOf>;

/** The same of one source for one domain. */
export function judgementOf(source: JudgedSource) {
  const { domain, sender, verdict, label } = source;
  return {
    domain,
    source_name: sender?.name ?? null,
    source_kind: sender?.kind ?? null,
    source_class: classWord(source),
    source_class_confidence: verdict.confidence,
    source_class_by: classifiedBy(source),
    because: verdict.because.map(english),
    against: verdict.against.map(english),
    source_label: label?.label ?? null,
    source_label_note: label?.note ?? null,
    source_owner: label?.owner ?? null,
  };
}

const t = wordsOf('en', 'reason');

/** Programs are told in English, whatever the pages speak. */
export function english({ code, values }: Reason) {
  return t(code, values);
}

/** A class in one word: what could be approved and was not is a `candidate`. */
export function classWord({ verdict }: Pick<JudgedSource, 'verdict'>): string {
  return verdict.candidate ? 'candidate' : verdict.class;
}

export const CLASS_DOC =
  'own, approved, candidate (not yet approved), forwarder, misconfigured, unknown, spoof, not-mine';

function keyOf(domain: string, source: string | null) {
  return `${domain} ${addressOf(source)}`;
}

function addressOf(source: string | null) {
  return source !== null && isIP(source) ? source : null;
}
