import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { failureReportList } from '#lib/queries/failure-report-list';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.failures,
  ({ viewer, input: { filter, limit } }) => failureReportList(viewer, filter, { limit }),
);
