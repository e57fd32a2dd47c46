import { type Sql, sql } from '#lib/db/client';
import type { Outcome } from '#lib/filter/vocabulary';

/**
 * The measures of PRODUCT 3.1, defined here and nowhere else: every page, export, route and command
 * sums with `tally` and reads with `tallyOf`. A sum is always over records, never over the DKIM and
 * SPF results joined to them, or a message with two signatures would count twice.
 */
export type Tally = {
  /** M1. */
  messages: number;
  /** M4: aligned DKIM or aligned SPF; an override never makes a fail a pass. */
  passed: number;
  failed: number;
  /** M4 as a share from 0 to 1; null without messages. */
  compliance: number | null;
  /** M2 and M3; they overlap. */
  dkimAligned: number;
  spfAligned: number;
  /** M5: adds up to `messages`. */
  both: number;
  dkimOnly: number;
  spfOnly: number;
  neither: number;
  /** M7: adds up to `messages`. */
  byOutcome: Record<Outcome, number>;
};

/** A row that selected `tally`. */
export type TallyRow = Record<Outcome, number> & {
  messages: number;
  both: number;
  dkimOnly: number;
  spfOnly: number;
  neither: number;
};

/**
 * The select list behind a Tally, over `r` of `countedIn`. Sums are float8: exact up to 2^53, far
 * beyond any mail there is, and plain JSON.
 */
export function tally(count: Sql): Sql {
  const sum = (condition: Sql) => sumWhere(count, condition);
  return sql`
    coalesce(sum(${count}), 0)::float8 AS messages,
    ${sum(sql`r.outcome = 'passed'`)} AS passed,
    ${sum(sql`r.outcome = 'overridden'`)} AS overridden,
    ${sum(sql`r.outcome = 'quarantined'`)} AS quarantined,
    ${sum(sql`r.outcome = 'rejected'`)} AS rejected,
    ${sum(sql`r.outcome = 'delivered'`)} AS delivered,
    ${sum(sql`r.dkim_aligned AND r.spf_aligned`)} AS both,
    ${sum(sql`r.dkim_aligned AND NOT r.spf_aligned`)} AS "dkimOnly",
    ${sum(sql`r.spf_aligned AND NOT r.dkim_aligned`)} AS "spfOnly",
    ${sum(sql`NOT r.dkim_aligned AND NOT r.spf_aligned`)} AS neither`;
}

/** M8: messages that passed, and were quarantined or rejected all the same. */
export function passedButBlockedSum(count: Sql): Sql {
  return sumWhere(count, PASSED_BUT_BLOCKED);
}

const PASSED_BUT_BLOCKED: Sql = sql`r.outcome = 'passed'
  AND r.disposition IN ('quarantine', 'reject')`;

/** The measures of one such row. */
export function tallyOf(row: TallyRow): Tally {
  const { messages, both, dkimOnly, spfOnly, neither } = row;
  return {
    messages,
    passed: row.passed,
    failed: messages - row.passed,
    compliance: complianceOf(row.passed, messages),
    dkimAligned: both + dkimOnly,
    spfAligned: both + spfOnly,
    both,
    dkimOnly,
    spfOnly,
    neither,
    byOutcome: outcomesOf(row),
  };
}

/** The measures of several together. */
export function addUp(tallies: readonly Tally[]): Tally {
  const sum = (of: (one: Tally) => number) => tallies.reduce((all, one) => all + of(one), 0);
  return tallyOf({
    messages: sum(({ messages }) => messages),
    both: sum(({ both }) => both),
    dkimOnly: sum(({ dkimOnly }) => dkimOnly),
    spfOnly: sum(({ spfOnly }) => spfOnly),
    neither: sum(({ neither }) => neither),
    passed: sum(({ byOutcome }) => byOutcome.passed),
    overridden: sum(({ byOutcome }) => byOutcome.overridden),
    quarantined: sum(({ byOutcome }) => byOutcome.quarantined),
    rejected: sum(({ byOutcome }) => byOutcome.rejected),
    delivered: sum(({ byOutcome }) => byOutcome.delivered),
  });
}

/** M4 as a share; null where nothing was reported, which is neither good nor bad. */
export function complianceOf(passed: number, messages: number): number | null {
  return messages === 0 ? null : passed / messages;
}

/** The outcome split of a row that has a column for each. */
export function outcomesOf(row: Record<Outcome, number>): Record<Outcome, number> {
  const { passed, overridden, quarantined, rejected, delivered } = row;
  return { passed, overridden, quarantined, rejected, delivered };
}

/** A sum of the messages that a condition over `r` means. */
export function sumWhere(count: Sql, condition: Sql): Sql {
  return sql`coalesce(sum(${count}) FILTER (WHERE ${condition}), 0)::float8`;
}
