import { INGEST } from '#lib/api/endpoints-ingest';
import { serve } from '#lib/api/serve';
import { jobStatus } from '#lib/queries/job-status';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  INGEST.jobs,
  async ({ viewer }) => ({ rows: await jobStatus(viewer) }),
);
