import { isDeepStrictEqual } from 'node:util';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import {
  type JudgedMonth,
  newestJudged,
  type StoredVerdict,
  storedVerdicts,
} from '#lib/queries/stored-verdicts';
import type { JudgedVerdict } from '#lib/store/source-verdict';
import { judgementsOf } from './judge-sources.ts';

/** A domain's month some of whose sources are not judged as the rules judge them; `rows` of `sources`. */
export type VerdictDifference = JudgedMonth & {
  table: 'source_verdict';
  rows: number;
  sources: number;
};

/**
 * Judges the newest month of every domain again, or of one, and compares what is written down. What
 * changes meanwhile is judged anew by itself, and no difference.
 */
export async function* verdictDifferences(
  domain: string | null,
  stop: AbortSignal,
): AsyncGenerator<VerdictDifference> {
  for (const judged of await newestJudged(SYSTEM_VIEWER, domain)) {
    const [now, stored] = await Promise.all([judgementsOf(judged, stop), storedVerdicts(judged)]);
    const known = new Map(stored.map((verdict) => [verdict.ip, verdict]));
    const wrong = now.judged.filter((verdict) => !isWritten(verdict, known.get(verdict.ip)));
    if (wrong.length === 0 || !(await isStill(judged))) continue;
    const [rows, sources] = [wrong.length, now.judged.length];
    yield { ...judged, table: 'source_verdict', rows, sources };
  }
}

function isWritten(verdict: JudgedVerdict, stored: StoredVerdict | undefined) {
  if (!stored) return false;
  const { ip, candidate, confidence, rule, because, against, service, tracedBy, trace } = verdict;
  const told = { ip, class: verdict.class, candidate, confidence, rule, because, against };
  return isDeepStrictEqual({ ...told, service, tracedBy, trace }, stored);
}

async function isStill({ domain, month, summedAt }: JudgedMonth) {
  const [again] = await newestJudged(SYSTEM_VIEWER, domain);
  return again?.month === month && again.summedAt.getTime() === summedAt.getTime();
}
