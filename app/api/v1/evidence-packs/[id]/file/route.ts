import { FILES } from '#lib/api/endpoints-files';
import { serve } from '#lib/api/serve';
import { download, downloadHeaders } from '#lib/auth/download';
import { noteTake } from '#lib/auth/note-take';
import { AppError } from '#lib/errors';
import { evidenceBytes } from '#lib/queries/evidence-packs';

/** An evidence pack as it was made: the bytes whose SHA-256 stands in the list. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FILES.evidencePackFile,
  async ({ viewer, params, request }) => {
    const found = await evidenceBytes(viewer, params['id'] ?? '');
    if (!found) throw new AppError('request/not-found');
    const file = { name: found.pack.fileName, type: 'application/zip' };
    if (request.method === 'HEAD') return new Response(null, { headers: downloadHeaders(file) });
    await noteTake(viewer, file.name, request);
    return await download(found.pieces, file);
  },
);
