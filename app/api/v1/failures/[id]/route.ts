import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { AppError } from '#lib/errors';
import { failureReportDetail } from '#lib/queries/failure-report-detail';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.failure,
  async ({ viewer, params }) => {
    const report = await failureReportDetail(viewer, params['id'] ?? '');
    if (!report) throw new AppError('request/not-found');
    return { report };
  },
);
