import { REPORTS } from '#lib/api/endpoints-reports';
import { fileResponse } from '#lib/api/json-response';
import { serve } from '#lib/api/serve';
import { noteTake } from '#lib/auth/note-take';
import { AppError } from '#lib/errors';
import { reportOriginal } from '#lib/queries/report-original';

/**
 * The file as its reporter sent it. A stranger wrote it: it is saved, never shown, under a name of ours, and
 * who takes it is written down before.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.reportOriginal,
  async ({ viewer, params, request }) => {
    const id = params['id'] ?? '';
    const original = await reportOriginal(viewer, id);
    if (!original) throw new AppError('request/not-found');
    const name = `dmarc_report_${id.toLowerCase()}.xml`;
    if (request.method === 'GET') await noteTake(viewer, name, request);
    return fileResponse(request, original.bytes, {
      'content-type': 'application/xml',
      'content-disposition': `attachment; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
    });
  },
);
