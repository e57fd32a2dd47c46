import { INGEST } from '#lib/api/endpoints-ingest';
import { serve } from '#lib/api/serve';
import { toWire } from '#lib/api/wire';
import { PRIVATE_HEADERS } from '#lib/auth/problem';
import { filesOf } from '#lib/auth/request-body';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { ingestUpload } from '#lib/ingest/ingest-upload';
import { createReader } from '#lib/ingest/reader-thread';
import { judgeSoon } from '#lib/jobs/judge-soon';

/** Its thread starts with the first file that is handed over. */
const reader = createReader();

/** Takes in a report file or mail, as the mailbox would; 422 when one of them ends in quarantine. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  INGEST.import,
  async ({ viewer, input, request }) => {
    const files = await filesOf(request, { name: input.name, limit: env().MAX_MAIL_BYTES });
    if (files.length === 0)
      throw new AppError('request/invalid', { detail: 'No file came along.' });
    const outcomes = [];
    for (const file of files) {
      const outcome = await ingestUpload(viewer, reader, file, 'api', new Date());
      outcomes.push({ name: file.name, ...outcome });
    }
    if (outcomes.some(({ state }) => state === 'done')) await judgeSoon();
    const refused = outcomes.some(({ state }) => state === 'quarantined');
    const status = refused ? 422 : 200;
    return Response.json(toWire({ files: outcomes }), { status, headers: PRIVATE_HEADERS });
  },
);
