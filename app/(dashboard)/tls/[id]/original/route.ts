import { originalRoute } from '#app/(dashboard)/file-route';
import { tlsReportOriginal } from '#lib/queries/tls-report-detail';

/** The JSON as its reporter sent it. */
export const GET = originalRoute({
  find: tlsReportOriginal,
  missing: 'There is no such report, or not all of it is yours to see.',
  name: (id) => `tls_report_${id}.json`,
});
