import { api } from '#lib/auth/api-handler';
import { parameters } from '#lib/auth/question';
import { AppError } from '#lib/errors';
import { reportDetail } from '#lib/queries/report-detail';
import { reportRecords } from '#lib/queries/report-records';

/** One report with its records; null for `records` when they stand only in its original. */
export const GET = api(parameters({}), async ({ viewer, params }) => {
  const id = params['id'] ?? '';
  const report = await reportDetail(viewer, id);
  if (!report) throw new AppError('request/not-found');
  return { report, records: await reportRecords(viewer, id) };
});
