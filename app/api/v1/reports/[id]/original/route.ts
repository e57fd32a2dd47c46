import { REPORTS } from '#lib/api/endpoints-reports';
import { fileResponse } from '#lib/api/json-response';
import { serve } from '#lib/api/serve';
import { AppError } from '#lib/errors';
import { reportOriginal } from '#lib/queries/report-original';

/** The file as its reporter sent it. A stranger wrote it: it is saved, never shown, under a name of ours. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.reportOriginal,
  async ({ viewer, params, request }) => {
    const id = params['id'] ?? '';
    const original = await reportOriginal(viewer, id);
    if (!original) throw new AppError('request/not-found');
    return fileResponse(request, original.bytes, {
      'content-type': 'application/xml',
      'content-disposition': `attachment; filename="dmarc_report_${id.toLowerCase()}.xml"`,
      'content-security-policy': "default-src 'none'; sandbox",
    });
  },
);
