import { asks, files, looks, originals } from './endpoint.ts';
import { EXPORTED, PAGED } from './parameters.ts';
import * as shape from './shape-files.ts';

const { cols, ...FOR_SPREADSHEETS } = EXPORTED;

/** Whole datasets as files, where a file that breaks off is cut, never short; and who did what. */
export const FILES = {
  datasets: looks('/api/v1/datasets', {
    own: {},
    answer: shape.datasets,
  }),
  csv: files('/api/v1/export/{dataset}.csv', {
    own: { ...FOR_SPREADSHEETS, cols },
    files: { 'text/csv': 'text' },
  }),
  jsonl: files('/api/v1/export/{dataset}.jsonl', {
    own: { cols },
    files: { 'application/jsonl': 'text' },
  }),
  zip: files('/api/v1/export/{dataset}.zip', {
    own: { ...FOR_SPREADSHEETS, cols },
    files: { 'application/zip': 'bytes' },
  }),
  exports: looks('/api/v1/exports', {
    description: 'Your own; of everybody for owners and admins.',
    own: {},
    answer: shape.exports,
  }),
  evidencePacks: looks('/api/v1/evidence-packs', {
    description: 'For whoever may read the audit log. They are ordered on the page of exports.',
    own: {},
    answer: shape.evidencePacks,
  }),
  evidencePackFile: originals('/api/v1/evidence-packs/{id}/file', {
    description: 'Once its state is done.',
    files: { 'application/zip': 'bytes' },
  }),
  auditLog: asks('/api/v1/audit-log', {
    own: PAGED,
    answer: shape.auditLog,
  }),
} as const;
