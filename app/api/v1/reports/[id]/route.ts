import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { AppError } from '#lib/errors';
import { reportDetail } from '#lib/queries/report-detail';
import { reportRecords } from '#lib/queries/report-records';

/** One report with its records; null for `records` when they stand only in its original. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.report,
  async ({ viewer, params }) => {
    const id = params['id'] ?? '';
    const report = await reportDetail(viewer, id);
    if (!report) throw new AppError('request/not-found');
    return { report, records: await reportRecords(viewer, id) };
  },
);
