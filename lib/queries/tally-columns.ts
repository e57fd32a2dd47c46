import type { Column } from './dataset.ts';
import { complianceOf, type TallyRow } from './metrics.ts';

/** The columns of a Tally, the same in every dataset that has sums. */
export const TALLY_COLUMNS: readonly Column<TallyRow>[] = [
  { name: 'message_count', value: (r) => r.messages, doc: 'Messages reported' },
  { name: 'passed', value: (r) => r.passed, doc: 'Passed DMARC' },
  { name: 'failed_overridden', value: (r) => r.overridden, doc: 'Delivered against the policy' },
  { name: 'failed_quarantined', value: (r) => r.quarantined, doc: 'Failed, treated as spam' },
  { name: 'failed_rejected', value: (r) => r.rejected, doc: 'Failed, refused' },
  { name: 'failed_delivered', value: (r) => r.delivered, doc: 'Failed, delivered' },
  { name: 'aligned_both', value: (r) => r.both, doc: 'Aligned by DKIM and SPF' },
  { name: 'aligned_dkim_only', value: (r) => r.dkimOnly, doc: 'Aligned by DKIM alone' },
  { name: 'aligned_spf_only', value: (r) => r.spfOnly, doc: 'Aligned by SPF alone' },
  { name: 'aligned_neither', value: (r) => r.neither, doc: 'Aligned by neither' },
  { name: 'compliance_pct', value: (r) => percentOf(r), doc: 'passed of message_count, 0 to 100' },
];

/** A percentage with up to four decimals (PRODUCT 4.1, Values); none without messages. */
export function percentOf({ passed, messages }: { passed: number; messages: number }) {
  const compliance = complianceOf(passed, messages);
  return compliance === null ? null : Math.round(compliance * 1_000_000) / 10_000;
}
