import { classesOfMonth } from '#lib/queries/class-days';
import { failuresOfMonth } from '#lib/queries/failure-days';
import { type SourceInput, sourceInputs } from '#lib/queries/source-inputs';
import { sourceLabels } from '#lib/queries/source-labels';
import { checkedNames, toFacts } from '#lib/queries/source-traces';
import { spfCoverage } from '#lib/queries/spf-coverage';
import { judgeSources } from '#lib/source/classify';
import type { SourceFacts } from '#lib/source/source-facts';
import type { Entry } from '#lib/store/audit';
import { listUnclassedMonths, saveClasses } from '#lib/store/daily-class';
import {
  type JudgedVerdict,
  listUnjudgedMonths,
  saveVerdicts,
  type UnjudgedMonth,
} from '#lib/store/source-verdict';
import { type CheckedName, noteSpfNames } from '#lib/store/spf-names';

/**
 * Judges whose the sources are of every month that was added up since, newest first: of an older one
 * only those are left that have not sent later. Answers with the number of months.
 */
export async function judgeMonths(stop: AbortSignal): Promise<number> {
  const months = await listUnjudgedMonths();
  for (const month of months) {
    stop.throwIfAborted();
    await judgeMonth(month, stop);
  }
  return months.length;
}

/** Adds up whose the mail of each month was that is judged as it is now; answers with their number. */
export async function addUpClasses(stop: AbortSignal): Promise<number> {
  const months = await listUnclassedMonths();
  for (const month of months) {
    stop.throwIfAborted();
    await classMonth(month);
  }
  return months.length;
}

/** Adds up whose the mail of a month was, and what of it failed; with an `entry` as somebody's deed. */
export async function classMonth(of: DomainMonth, entry: Entry | null = null): Promise<void> {
  const month = [of.domainId, of.month] as const;
  const rows = { classes: classesOfMonth(...month), failures: failuresOfMonth(...month) };
  await saveClasses(of, rows, entry);
}

/** Judges a month's sources and writes down what it thinks of them; with an `entry` as somebody's deed. */
export async function judgeMonth(
  unjudged: UnjudgedMonth,
  stop: AbortSignal,
  entry: Entry | null = null,
): Promise<void> {
  const { judged, names } = await judgementsOf(unjudged, stop);
  await saveVerdicts(unjudged, judged, entry);
  await noteSpfNames(unjudged, names);
}

type Judgements = { judged: JudgedVerdict[]; names: CheckedName[] };

/** What the rules say now of a month's sources, and the names that the domain's mail was checked for. */
export async function judgementsOf(of: DomainMonth, stop: AbortSignal): Promise<Judgements> {
  const { sources, names } = await readMonth(of, stop);
  const verdicts = judgeSources(sources.map(({ facts }) => facts));
  const judged = sources.flatMap(({ facts, ...found }, at) => {
    const verdict = verdicts[at];
    if (!verdict || found.lastDay < of.month) return [];
    return { ...verdict, ...found, ...tracedTo(facts) };
  });
  return { judged, names };
}

type DomainMonth = Pick<UnjudgedMonth, 'domainId' | 'month'>;

/** What is kept of a source while all of its domain are judged: no result by itself. */
type Source = Pick<SourceInput, 'ip' | 'ptr' | 'lookup' | 'asn' | 'lastDay'> & {
  facts: SourceFacts;
};

async function readMonth({ domainId, month }: DomainMonth, stop: AbortSignal) {
  const [labels, coverageOf] = await Promise.all([
    sourceLabels([domainId]),
    spfCoverage([domainId]),
  ]);
  const sources: Source[] = [];
  const messagesOf = new Map<string, number>();
  for await (const inputs of sourceInputs(domainId, month, stop)) {
    for (const input of inputs) {
      const { ip, ptr, lookup, asn, lastDay } = input;
      const labelOf = (service: string | null) => labels(domainId, ip, service)?.label ?? null;
      const facts = toFacts(input, labelOf, coverageOf);
      sources.push({ ip, ptr, lookup, asn, lastDay, facts });
      addNames(messagesOf, input);
    }
  }
  const names = [...messagesOf].map(([name, messages]) => ({ name, messages }));
  return { sources, names: names.toSorted((a, b) => b.messages - a.messages) };
}

/** The names that the domain's mail was checked for, but the domain's own. */
function addNames(messagesOf: Map<string, number>, input: SourceInput) {
  for (const [name, messages] of checkedNames(input)) {
    if (name !== input.domain) messagesOf.set(name, (messagesOf.get(name) ?? 0) + messages);
  }
}

function tracedTo({ sender }: SourceFacts) {
  const service = sender?.sender.name ?? null;
  return { service, tracedBy: sender?.by ?? null, trace: sender?.name ?? null };
}
