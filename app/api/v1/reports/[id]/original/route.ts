import { api } from '#lib/auth/api-handler';
import { PRIVATE_HEADERS } from '#lib/auth/problem';
import { parameters } from '#lib/auth/question';
import { AppError } from '#lib/errors';
import { reportOriginal } from '#lib/queries/report-original';

/**
 * The file as its reporter sent it. A stranger wrote it: it is saved, never shown, and under a name
 * of ours.
 */
export const GET = api(parameters({}), async ({ viewer, params }) => {
  const id = params['id'] ?? '';
  const original = await reportOriginal(viewer, id);
  if (!original) throw new AppError('request/not-found');
  return new Response(Uint8Array.from(original.bytes), {
    headers: {
      ...PRIVATE_HEADERS,
      'content-type': 'application/xml',
      'content-disposition': `attachment; filename="dmarc_report_${id.toLowerCase()}.xml"`,
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
});
