import { type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type ReasonOrigin, reasonOrigin } from '#lib/report/override';
import { askDays } from './divided-days.ts';
import { EXCUSES } from './excuses.ts';
import { kept } from './kept.ts';
import { requestedIn } from './requested-sums.ts';
import { scopeOf } from './where.ts';

/** M10: mail that failed and was treated more mildly than was asked, with a reason. */
export type Overrides = {
  messages: number;
  /** What it is a part of: mail that failed where quarantine or rejection was asked for (M9). */
  asked: number;
  /** Whose doing it was; adds up to `messages`. Of several reasons the receiver's own one decides. */
  byOrigin: Record<ReasonOrigin, number>;
};

/** Overrides in the period, and whose choice they were. */
export const overrides = kept(findOverrides);

async function findOverrides(viewer: Viewer, filter: Filter, now = new Date()): Promise<Overrides> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  const [{ failed }, rows] = await Promise.all([
    requestedIn(scope, filter, span),
    askDays(
      scope,
      filter,
      span,
      EXCUSES,
      async (tx, days) =>
        await tx.$queryRaw<{ reasons: Reason[]; messages: number }[]>(sql`
          SELECT r.reasons, sum(r.messages) AS messages
          FROM (${days}) AS r WHERE ${OVERRIDDEN} GROUP BY r.reasons`),
    ),
  ]);
  const byOrigin = { 'own-record': 0, arc: 0, receiver: 0 };
  for (const { reasons, messages } of rows) byOrigin[originOf(reasons)] += messages;
  const messages = byOrigin['own-record'] + byOrigin.arc + byOrigin.receiver;
  return { messages, asked: failed.quarantine + failed.reject, byOrigin };
}

type Reason = { type: string; comment: string | null };

/** M10 as a condition over `r`, records or `EXCUSES`. The same that `isOverridden` of lib/report/override says; a test holds one against the other. */
export const OVERRIDDEN: Sql = sql`r.outcome <> 'passed' AND r.reasons IS NOT NULL
  AND jsonb_array_length(r.reasons) > 0 AND CASE r.requested
    WHEN 'reject' THEN r.disposition <> 'reject'
    WHEN 'quarantine' THEN r.disposition NOT IN ('quarantine', 'reject')
    ELSE false END`;

function originOf(reasons: readonly Reason[]): ReasonOrigin {
  const origins = reasons.map(reasonOrigin);
  if (origins.includes('arc')) return 'arc';
  return origins.includes('receiver') ? 'receiver' : 'own-record';
}
