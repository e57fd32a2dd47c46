import { INGEST } from '#lib/api/endpoints-ingest';
import { serve } from '#lib/api/serve';
import { intakeByHour } from '#lib/queries/intake-by-hour';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  INGEST.intake,
  async ({ viewer }) => ({ rows: await intakeByHour(viewer) }),
);
