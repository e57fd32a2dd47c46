import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { checkChain } from '#lib/queries/audit-chain';
import type { JobOutcome } from './nightly.ts';
import { verifyRollup } from './verify-rollup.ts';

/**
 * Compares the roll-up with all records, and the audit log with its chain, and says what it found; it
 * changes nothing.
 */
export async function verifyNightly(_: Date, stop: AbortSignal): Promise<JobOutcome> {
  const { broken } = await checkChain(SYSTEM_VIEWER);
  if (broken !== null) {
    return {
      good: false,
      text: `The audit log is not as it was written: its chain does not hold at place ${broken}.`,
      told: { what: 'auditBroken', values: { broken } },
    };
  }
  const different: string[] = [];
  let months = 0;
  for await (const compared of verifyRollup({ stop })) {
    stop.throwIfAborted();
    months += compared.domains - compared.dropped;
    different.push(...compared.differences.map(({ domain, month }) => `${domain} ${month}`));
  }
  if (different.length === 0) {
    const compared = `${months} ${months === 1 ? 'month' : 'months'} of domains`;
    return {
      good: true,
      text: `The roll-up agrees with the records: ${compared} compared.`,
      told: { what: 'agrees', values: { months } },
    };
  }
  const named = different.slice(0, 3).join(', ');
  const more = different.length > 3 ? ` and ${different.length - 3} more` : '';
  return {
    good: false,
    text: `The roll-up differs from the records: ${named}${more}. Mend it with: ruascope verify --repair`,
    told: { what: 'differs', values: { count: different.length, first: different[0] ?? '' } },
  };
}
