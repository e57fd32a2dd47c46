import { INGEST } from '#lib/api/endpoints-ingest';
import { serve } from '#lib/api/serve';
import { quarantineList } from '#lib/queries/quarantine-list';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  INGEST.quarantine,
  ({ viewer, input: { cur, code, state, limit } }) =>
    quarantineList(viewer, { state, code: code ?? null, cursor: cur ?? null, limit }),
);
