import { type SourceInput, sourceInputs } from '#lib/queries/source-inputs';
import { sourceLabels } from '#lib/queries/source-labels';
import { checkedNames, toFacts } from '#lib/queries/source-traces';
import { spfCoverage } from '#lib/queries/spf-coverage';
import { judgeSources } from '#lib/source/classify';
import { listUnjudgedMonths, saveVerdicts, type UnjudgedMonth } from '#lib/store/source-verdict';
import { type CheckedName, noteSpfNames } from '#lib/store/spf-names';

/**
 * Judges whose the sources are of every month that was added up since, newest first: of an older one
 * only those are left that have not sent later. Answers with the number of months.
 */
export async function judgeMonths(stop: AbortSignal): Promise<number> {
  const months = await listUnjudgedMonths();
  for (const month of months) {
    stop.throwIfAborted();
    await judgeMonth(month);
  }
  return months.length;
}

async function judgeMonth(unjudged: UnjudgedMonth) {
  const { domainId, month } = unjudged;
  const [inputs, labels, coverageOf] = await Promise.all([
    sourceInputs(domainId, month),
    sourceLabels([domainId]),
    spfCoverage([domainId]),
  ]);
  const facts = inputs.map((input) =>
    toFacts(input, (service) => labels(domainId, input.ip, service)?.label ?? null, coverageOf),
  );
  const verdicts = judgeSources(facts);
  const judged = inputs.flatMap(({ ip, ptr, lookup, asn, lastDay }, at) => {
    const verdict = verdicts[at];
    const sender = facts[at]?.sender ?? null;
    if (!verdict || lastDay < month) return [];
    const service = sender?.sender.name ?? null;
    const traced = { service, tracedBy: sender?.by ?? null, trace: sender?.name ?? null };
    return { ...verdict, ...traced, ip, ptr, lookup, asn };
  });
  await saveVerdicts(unjudged, judged);
  await noteSpfNames(unjudged, namesOf(inputs));
}

/** The names that the domain's mail was checked for, but the domain's own; most messages first. */
function namesOf(inputs: readonly SourceInput[]): CheckedName[] {
  const messagesOf = new Map<string, number>();
  for (const input of inputs) {
    for (const [name, messages] of checkedNames(input)) {
      if (name !== input.domain) messagesOf.set(name, (messagesOf.get(name) ?? 0) + messages);
    }
  }
  const names = [...messagesOf].map(([name, messages]) => ({ name, messages }));
  return names.toSorted((a, b) => b.messages - a.messages);
}
