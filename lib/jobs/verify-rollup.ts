import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { RollupDifference } from '#lib/queries/rollup-difference';
import { rollupDifferences } from '#lib/queries/rollup-differences';
import type { Entry } from '#lib/store/audit';
import { rebuildDailyReports } from '#lib/store/daily-report';
import { rebuildRollup } from '#lib/store/rollup';
import { noteChanged, sumUpMonth } from '#lib/store/source-sum';
import { classMonth, judgeMonth } from './judge-sources.ts';
import { type VerdictDifference, verdictDifferences } from './verify-verdicts.ts';

/** One month compared; `repaired` are those of its differences that were rebuilt. */
export type VerifiedMonth = {
  month: string;
  domains: number;
  dropped: number;
  differences: Difference[];
  repaired: number;
};

/** What is not as it follows from what it was made from. */
export type Difference = RollupDifference | VerdictDifference;

/**
 * Compares the roll-ups with the records and reports they were made from, month by month, of one domain or of all
 * (null), and what is written down of sources with what the rules say of them; with `repair` it rebuilds what
 * differs and says so in the audit log. Others may store reports meanwhile.
 */
export async function* verifyRollup({
  domain = null,
  repair = false,
  stop = new AbortController().signal,
}: {
  domain?: string | null;
  repair?: boolean;
  stop?: AbortSignal;
}): AsyncGenerator<VerifiedMonth> {
  // First, for whose mail it was is added up by what is written down of its sources.
  for await (const difference of verdictDifferences(domain, stop)) {
    if (repair) await judgeAgain(difference, stop);
    const { month } = difference;
    yield {
      ...{ month, domains: 0, dropped: 0, differences: [difference], repaired: repair ? 1 : 0 },
    };
  }
  for await (const compared of rollupDifferences(SYSTEM_VIEWER, domain)) {
    let repaired = 0;
    for (const difference of repair ? compared.differences : []) {
      if (await rebuild(difference)) repaired += 1;
    }
    yield { ...compared, repaired };
  }
}

async function judgeAgain(difference: VerdictDifference, stop: AbortSignal) {
  const { domain, month, rows, sources } = difference;
  const facts = [{ sources: sources - rows }, { sources }] as const;
  await judgeMonth(difference, stop, [...repairOf(domain, month), ...facts]);
}

/** False where there is nothing left to make it from. */
async function rebuild(difference: RollupDifference): Promise<boolean> {
  const { table, domain, domainId, month, rollupMessages, recordMessages } = difference;
  const facts = [{ messages: rollupMessages }, { messages: recordMessages }] as const;
  const entry: Entry = [...repairOf(domain, month), ...facts];
  if (table === 'daily') return await rebuildRollup(domainId, month, entry);
  if (table === 'daily_report') await rebuildDailyReports(domainId, month, entry);
  else if (['daily_class', 'monthly_class', 'daily_failure'].includes(table)) {
    await classMonth({ domainId, month }, entry);
  } else {
    await noteChanged(domainId, month, entry);
    await sumUpMonth(month);
  }
  return true;
}

function repairOf(domain: string, month: string) {
  return [SYSTEM_VIEWER, 'rollup.repair', `${domain} ${month}`] as const;
}
