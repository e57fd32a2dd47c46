import type { Viewer } from '#lib/filter/viewer';
import { type DatasetName, datasetsFor } from './datasets.ts';
import type { Measure } from './meter.ts';

/** A file of a pack that holds a dataset. */
export type EvidenceFile = { name: string; dataset: DatasetName };

/** What became of it. */
export type WrittenFile = EvidenceFile & Measure;

/** The files of a pack in their order (PRODUCT 4.3), as far as this version keeps what they are about. */
const EVIDENCE_FILES: readonly EvidenceFile[] = [
  { name: 'daily.csv', dataset: 'daily' },
  { name: 'sources.csv', dataset: 'sources' },
  { name: 'policy_history.csv', dataset: 'policy-history' },
  { name: 'dns_history.csv', dataset: 'dns-history' },
  { name: 'reporters.csv', dataset: 'reporters' },
  { name: 'forwarders.csv', dataset: 'forwarders' },
  { name: 'tls_sessions.csv', dataset: 'tls-sessions' },
  { name: 'ingest_runs.csv', dataset: 'ingest-runs' },
  { name: 'audit_log.csv', dataset: 'audit-log' },
  { name: 'exports.csv', dataset: 'exports' },
];

/** The files that a viewer's pack has. */
export function evidenceFilesFor(viewer: Viewer): EvidenceFile[] {
  const offered = datasetsFor(viewer);
  return EVIDENCE_FILES.filter(({ dataset }) => offered.includes(dataset));
}

/** Files, the summary, and what speaks for itself: how many steps making a pack has. */
export function evidenceSteps(viewer: Viewer): number {
  return evidenceFilesFor(viewer).length + 1;
}
