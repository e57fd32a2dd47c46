import { INGEST } from '#lib/api/endpoints-ingest';
import { serve } from '#lib/api/serve';
import { backlog } from '#lib/queries/backlog';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  INGEST.backlog,
  ({ viewer }) => backlog(viewer),
);
