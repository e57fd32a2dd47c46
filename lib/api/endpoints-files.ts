import { asks, files, looks } from './endpoint.ts';
import { EXPORTED, PAGED } from './parameters.ts';
import * as shape from './shape-files.ts';

const { cols, ...FOR_SPREADSHEETS } = EXPORTED;

/** Whole datasets as files, where a file that breaks off is cut, never short; and who did what. */
export const FILES = {
  datasets: looks('/api/v1/datasets', {
    summary: 'What can be exported, with every column explained',
    own: {},
    answer: shape.datasets,
  }),
  csv: files('/api/v1/export/{dataset}.csv', {
    summary: 'A whole dataset as CSV',
    own: { ...FOR_SPREADSHEETS, cols },
    files: { 'text/csv': 'text' },
  }),
  jsonl: files('/api/v1/export/{dataset}.jsonl', {
    summary: 'A whole dataset, one JSON object a line',
    own: { cols },
    files: { 'application/jsonl': 'text' },
  }),
  zip: files('/api/v1/export/{dataset}.zip', {
    summary: 'The CSV with a manifest, its columns explained and its SHA-256',
    own: { ...FOR_SPREADSHEETS, cols },
    files: { 'application/zip': 'bytes' },
  }),
  exports: looks('/api/v1/exports', {
    summary: 'The newest files that were taken out: who, when, which question, SHA-256',
    description: 'Your own; of everybody for owners and admins.',
    own: {},
    answer: shape.exports,
  }),
  auditLog: asks('/api/v1/audit-log', {
    summary: 'Who did what to what, when, newest first',
    own: PAGED,
    answer: shape.auditLog,
  }),
} as const;
