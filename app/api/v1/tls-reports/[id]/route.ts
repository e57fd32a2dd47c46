import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { AppError } from '#lib/errors';
import { tlsReportDetail } from '#lib/queries/tls-report-detail';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.tlsReport,
  async ({ viewer, params }) => {
    const report = await tlsReportDetail(viewer, params['id'] ?? '');
    if (!report) throw new AppError('request/not-found');
    return { report };
  },
);
