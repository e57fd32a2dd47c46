import { db, type Sql, sql } from '#lib/db/client';
import { organizationalDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { classifySources } from '#lib/source/classify';
import type { SenderKind } from '#lib/source/sender';
import type { SourceVerdict } from '#lib/source/source-class';
import { type JudgedSpan, judgedSpan } from './judged-span.ts';
import { type Tally, type TallyRow, tally, tallyOf } from './metrics.ts';
import { type SourceInput, sourceInputs } from './source-inputs.ts';
import { type LabelInForce, sourceLabels } from './source-labels.ts';
import { toFacts } from './source-traces.ts';
import { spfCoverage } from './spf-coverage.ts';
import { scopeOf, whereRecord } from './where.ts';

/** A source as it sent for one domain, and whose it is. */
export type ClassifiedSource = Tally &
  Pick<SourceInput, 'domainId' | 'domain' | 'ip' | 'firstDay' | 'lastDay'> &
  Pick<SourceInput, 'ptr' | 'ptrConfirmed' | 'country' | 'asn' | 'asName' | 'lookup'> & {
    /** The organisation in the host's confirmed name. */
    ptrBase: string | null;
    sender: KnownSender | null;
    verdict: SourceVerdict;
    label: LabelInForce | null;
  };

/** The service, and what tells it: the host's name, its return path or its signature. */
export type KnownSender = {
  name: string;
  kind: SenderKind;
  by: 'ptr' | 'spf' | 'dkim';
  trace: string;
  source: string;
};

export type ClassifiedSources = {
  /** Most messages first. */
  sources: ClassifiedSource[];
  /** What is judged, and what the sources' sums are of. */
  judged: JudgedSpan;
  /** Sources with still fewer messages that nobody judged. */
  beyond: number;
};

/**
 * Judges the sources of a period, each for each domain that it sent for (PRODUCT 3.1, Classes). A
 * filter chooses which are shown, and of what they sent; whose they are hangs on all mail of the
 * domains in the period, or looking at failures alone would make everybody a forger. Of very much mail
 * the newest is judged, unless the `whole` period is asked for, as files do, which may take minutes.
 */
export async function classifiedSources(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
  { whole = false }: { whole?: boolean } = {},
): Promise<ClassifiedSources> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const span = whole ? { from, to, whole } : await judgedSpan(scope, { from, to });
  const [inputs, labels, coverageOf, shown] = await Promise.all([
    sourceInputs(whereRecord(scope, unnarrowed(filter), span)),
    sourceLabels(scope.domainIds),
    spfCoverage(scope.domainIds),
    isNarrowed(filter) ? figuresOf(whereRecord(scope, filter, span)) : null,
  ]);
  const labelled = inputs.map((input) => {
    const facts = toFacts(
      input,
      (service) => labels(input.domainId, input.ip, service)?.label ?? null,
      coverageOf,
    );
    const label = labels(input.domainId, input.ip, facts.sender?.sender.name ?? null);
    return { input, facts, label };
  });
  const verdicts = classifySources(labelled.map(({ facts }) => facts));
  const sources = labelled.flatMap(({ input, facts, label }, at) => {
    const verdict = verdicts[at];
    const figures = shown ? shown.get(pairKey(input)) : input;
    if (!verdict || !figures) return [];
    const row = { ...describe(input), ...tallyOf(figures), ...daysOf(figures) };
    return [{ ...row, ...senderOf(facts.sender), verdict, label }];
  });
  const beyond = shown ? shown.size - sources.length : (inputs[0]?.pairs ?? 0) - inputs.length;
  return {
    sources: sources.toSorted((a, b) => b.messages - a.messages),
    judged: span,
    beyond,
  };
}

/** Who says so: the rule, or the person whose word stands above it. */
export function classifiedBy({ verdict, label }: ClassifiedSource): string {
  return verdict.rule === 1 && label ? label.actor : `rule ${verdict.rule}`;
}

const ANY = { not: false, values: [] };

/** The same domains and days, and everything in them. */
export function unnarrowed(filter: Filter): Filter {
  const all = { outcomes: ANY, reporters: ANY, headerFrom: ANY, disposition: ANY };
  return { ...filter, ...all, ip: null, q: null };
}

function isNarrowed({ outcomes, reporters, headerFrom, disposition, ip, q }: Filter) {
  const choices = [outcomes, reporters, headerFrom, disposition];
  return choices.some(({ values }) => values.length > 0) || ip !== null || q !== null;
}

type Figures = TallyRow & Pick<SourceInput, 'domainId' | 'ip' | 'firstDay' | 'lastDay'>;

async function figuresOf(where: Sql): Promise<Map<string, Figures>> {
  const rows = await db().$queryRaw<Figures[]>(sql`
    SELECT r.domain_id AS "domainId", host(r.source_ip) AS ip, ${tally(sql`r.count`)},
      to_char(min(r.day), 'YYYY-MM-DD') AS "firstDay", to_char(max(r.day), 'YYYY-MM-DD') AS "lastDay"
    FROM record AS r WHERE ${where} GROUP BY r.domain_id, r.source_ip`);
  return new Map(rows.map((row) => [pairKey(row), row]));
}

function pairKey({ domainId, ip }: { domainId: number; ip: string | null }) {
  return `${domainId} ${ip}`;
}

function daysOf({ firstDay, lastDay }: { firstDay: string; lastDay: string }) {
  return { firstDay, lastDay };
}

function describe(input: SourceInput) {
  const { domainId, domain, ip } = input;
  const { ptr, ptrConfirmed, country, asn, asName, lookup } = input;
  const facts = { ptr, ptrConfirmed, country, asn, asName, lookup };
  const ptrBase = ptr !== null && ptrConfirmed === true ? organizationalDomain(ptr) : null;
  return { domainId, domain, ip, ...facts, ptrBase };
}

function senderOf(found: ReturnType<typeof toFacts>['sender']): { sender: KnownSender | null } {
  if (!found) return { sender: null };
  const { name, kind, source } = found.sender;
  return { sender: { name, kind, by: found.by, trace: found.name, source } };
}
