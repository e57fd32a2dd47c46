import { asks, looks, originals } from './endpoint.ts';
import { PAGED } from './parameters.ts';
import * as other from './shape-others.ts';
import * as shape from './shape-reports.ts';

/** What reporters sent: aggregate, TLS and failure reports. */
export const REPORTS = {
  reports: asks('/api/v1/reports', {
    own: PAGED,
    answer: shape.reports,
  }),
  report: looks('/api/v1/reports/{id}', {
    own: {},
    answer: shape.report,
  }),
  reportOriginal: originals('/api/v1/reports/{id}/original', {
    files: { 'application/xml': 'text' },
  }),
  verdicts: asks('/api/v1/verdicts', {
    own: {},
    answer: shape.verdicts,
  }),
  records: asks('/api/v1/records', {
    own: PAGED,
    answer: shape.records,
  }),
  tlsReports: asks('/api/v1/tls-reports', {
    own: PAGED,
    answer: other.tlsReports,
  }),
  tlsReport: looks('/api/v1/tls-reports/{id}', {
    own: {},
    answer: other.tlsReport,
  }),
  tlsReportOriginal: originals('/api/v1/tls-reports/{id}/original', {
    files: { 'application/json': 'text' },
  }),
  tlsFailures: asks('/api/v1/tls-failures', {
    own: {},
    answer: other.tlsFailures,
  }),
  failures: asks('/api/v1/failures', {
    description: 'Not for auditors.',
    own: PAGED,
    answer: other.failures,
  }),
  failure: looks('/api/v1/failures/{id}', {
    description: 'Not for auditors.',
    own: {},
    answer: other.failure,
  }),
} as const;
