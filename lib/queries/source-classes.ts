import { isIP } from 'node:net';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import type { Reason } from '#lib/source/reason';
import { wordsOf } from '#lib/words/translate';
import {
  type ClassifiedSource,
  classifiedBy,
  classifiedSources,
  unnarrowed,
} from './classified-sources.ts';

/** Whose a source is for a domain; null for one with too few messages to be judged. */
export type SourceClasses = (domain: string, source: string | null) => ClassifiedSource | null;

/**
 * The judgement of the pages for whoever reads record by record. A source is an address, or what a
 * reporter wrote in its place; the latter are all one source without a name.
 */
export async function sourceClasses(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
  { whole = false }: { whole?: boolean } = {},
): Promise<SourceClasses> {
  const { sources } = await classifiedSources(viewer, unnarrowed(filter), now, { whole });
  const known = new Map(sources.map((source) => [keyOf(source.domain, source.ip), source]));
  return (domain, source) => {
    const ip = source !== null && isIP(source) ? source : null;
    return known.get(keyOf(domain, ip)) ?? null;
  };
}

/** Whether a source is suspected of forging the domain; null where nobody judged it. */
export function isSpoof(source: ClassifiedSource | null): boolean | null {
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
export function judgementOf(source: ClassifiedSource) {
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
export function classWord({ verdict }: ClassifiedSource): string {
  return verdict.candidate ? 'candidate' : verdict.class;
}

export const CLASS_DOC =
  'own, approved, candidate (not yet approved), forwarder, misconfigured, unknown, spoof, not-mine';

function keyOf(domain: string, ip: string | null) {
  return `${domain} ${ip}`;
}
