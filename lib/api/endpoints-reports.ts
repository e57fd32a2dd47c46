import { asks, looks, originals } from './endpoint.ts';
import { PAGED } from './parameters.ts';
import { records } from './shape-figures.ts';
import * as other from './shape-others.ts';
import * as shape from './shape-reports.ts';

/** What reporters sent: aggregate, TLS and failure reports. */
export const REPORTS = {
  reports: asks('/api/v1/reports', {
    summary: 'Aggregate reports, newest first',
    own: PAGED,
    answer: shape.reports,
  }),
  report: looks('/api/v1/reports/{id}', {
    summary: 'One report with its records',
    own: {},
    answer: shape.report,
  }),
  reportOriginal: originals('/api/v1/reports/{id}/original', {
    summary: 'The report file as it was received',
    files: { 'application/xml': 'text' },
  }),
  verdicts: asks('/api/v1/verdicts', {
    summary: 'How many reports there are by how sure it is who sent them',
    own: {},
    answer: shape.verdicts,
  }),
  records: asks('/api/v1/records', {
    summary: 'Records of reports: the lines of the export, page by page',
    own: PAGED,
    answer: records,
  }),
  tlsReports: asks('/api/v1/tls-reports', {
    summary: 'TLS reports, newest first',
    own: PAGED,
    answer: other.tlsReports,
  }),
  tlsReport: looks('/api/v1/tls-reports/{id}', {
    summary: 'One TLS report with its policies and failures',
    own: {},
    answer: other.tlsReport,
  }),
  tlsReportOriginal: originals('/api/v1/tls-reports/{id}/original', {
    summary: 'The TLS report as it was received, unpacked',
    files: { 'application/json': 'text' },
  }),
  tlsFailures: asks('/api/v1/tls-failures', {
    summary: 'Why TLS sessions failed, most sessions first',
    own: {},
    answer: other.tlsFailures,
  }),
  failures: asks('/api/v1/failures', {
    summary: 'Failure reports, newest first; what is personal is masked',
    description: 'Not for auditors.',
    own: PAGED,
    answer: other.failures,
  }),
  failure: looks('/api/v1/failures/{id}', {
    summary: 'One failure report; what is personal is masked',
    description: 'Not for auditors.',
    own: {},
    answer: other.failure,
  }),
} as const;
