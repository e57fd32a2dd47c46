import { INGEST } from '#lib/api/endpoints-ingest';
import { serve } from '#lib/api/serve';
import { messageLog } from '#lib/queries/message-log';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  INGEST.mails,
  ({ viewer, input: { cur, limit } }) => messageLog(viewer, { cursor: cur ?? null, limit }),
);
