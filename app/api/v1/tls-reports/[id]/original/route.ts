import { REPORTS } from '#lib/api/endpoints-reports';
import { fileResponse } from '#lib/api/json-response';
import { serve } from '#lib/api/serve';
import { AppError } from '#lib/errors';
import { tlsReportOriginal } from '#lib/queries/tls-report-detail';

/** The file as its reporter sent it. A stranger wrote it: it is saved, never shown, under a name of ours. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.tlsReportOriginal,
  async ({ viewer, params, request }) => {
    const id = params['id'] ?? '';
    const bytes = await tlsReportOriginal(viewer, id);
    if (!bytes) throw new AppError('request/not-found');
    return fileResponse(request, bytes, {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="tls_report_${id.toLowerCase()}.json"`,
      'content-security-policy': "default-src 'none'; sandbox",
    });
  },
);
