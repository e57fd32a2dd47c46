import { type CoverageDay, type CoveredDays, coverageOf, missingFor } from '#lib/filter/coverage';
import { dayOf } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { kept } from './kept.ts';
import { type Conduct, reporterConduct } from './reporter-conduct.ts';
import { coveredDays } from './reporter-coverage.ts';
import { type ReporterRow, reporterList } from './reporter-list.ts';
import { scopeOf } from './where.ts';

/** All there is to say of a reporter: its figures, how it behaves, and which days it covered. */
export type ReporterFacts = ReporterRow &
  Conduct & {
    /** Of all messages reported in the period, from 0 to 1. */
    share: number;
    /** Days of the period that a report came for or was to be expected for (M15). */
    daysExpected: number;
    /** Days without a report while one was to be expected; null where nothing is missing (M15). */
    missingDays: number | null;
    /** Every day of the period. */
    coverage: CoverageDay[];
  };

export type ReporterTable = {
  rows: ReporterFacts[];
  /** Who is expected and silent, even before the period began, the longest first. */
  missing: { name: string; days: number }[];
};

const NO_CONDUCT: Conduct = { overrides: 0, inconsistent: 0, dialects: [] };
const NOTHING: CoveredDays = new Map();

/** Who sent reports in the period, most messages first, and how fully and faithfully. */
export const reporterTable = kept(findReporterTable);

async function findReporterTable(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<ReporterTable> {
  const scope = await scopeOf(viewer, filter);
  const period = resolvePeriod(filter.period, now);
  const [rows, conduct, covered] = await Promise.all([
    reporterList(viewer, filter, now),
    reporterConduct(scope, filter, period),
    coveredDays(scope, filter, period),
  ]);
  const all = rows.reduce((sum, { messages }) => sum + messages, 0);
  const today = dayOf(now);
  // A period that ended long ago says nothing of who is silent now.
  const silent = (name: string) =>
    period.to < today ? null : missingFor(covered.get(name) ?? NOTHING, today);
  const missing = [...covered.keys()].flatMap((name) => {
    const days = silent(name);
    return days === null ? [] : [{ name, days }];
  });
  const facts = rows.map((row) => {
    const coverage = coverageOf(covered.get(row.name) ?? NOTHING, period, today);
    return {
      ...row,
      ...(conduct.get(row.name) ?? NO_CONDUCT),
      share: all === 0 ? 0 : row.messages / all,
      daysExpected: coverage.filter(({ state }) => state !== 'none').length,
      missingDays: silent(row.name),
      coverage,
    };
  });
  return { rows: facts, missing: missing.toSorted((a, b) => b.days - a.days) };
}
