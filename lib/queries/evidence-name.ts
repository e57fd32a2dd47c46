import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { scopeName } from '#lib/filter/scope-name';

/** `dmarc_evidence_example.com_2026-10-01_2026-10-31_utc_v1.zip`. */
export function evidenceName(filter: Filter, now: Date): string {
  const { from, to } = resolvePeriod(filter.period, now);
  return `dmarc_evidence_${scopeName(filter)}_${from}_${to}_utc_v1.zip`;
}
