import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { tlsReportList } from '#lib/queries/tls-report-list';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.tlsReports,
  ({ viewer, input: { filter, limit } }) => tlsReportList(viewer, filter, { limit }),
);
