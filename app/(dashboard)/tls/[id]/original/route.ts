import { originalRoute } from '#app/(dashboard)/file-route';
import { tlsReportOriginal } from '#lib/queries/tls-report-detail';

/** The JSON as its reporter sent it. */
export const GET = originalRoute({
  find: tlsReportOriginal,
  missing: 'report',
  name: (id) => `tls_report_${id}.json`,
});
