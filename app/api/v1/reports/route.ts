import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { reportList } from '#lib/queries/report-list';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.reports,
  ({ viewer, input: { filter, limit } }) => reportList(viewer, filter, { limit }),
);
