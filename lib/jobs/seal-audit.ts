import { sealAudit } from '#lib/store/audit-seal';
import type { JobOutcome } from './nightly.ts';

/** Puts what was written into the audit log since the last time into its chain. */
export async function sealAuditLog(): Promise<JobOutcome> {
  const entries = await sealAudit();
  if (entries === 0) {
    return { good: true, text: 'Every entry is in the chain.', told: { what: 'allSealed' } };
  }
  return {
    good: true,
    text: `${entries} ${entries === 1 ? 'entry' : 'entries'} put into the chain.`,
    told: { what: 'sealed', values: { entries } },
  };
}
