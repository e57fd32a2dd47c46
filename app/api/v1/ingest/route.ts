import { INGEST } from '#lib/api/endpoints-ingest';
import { serve } from '#lib/api/serve';
import { databaseSize } from '#lib/queries/database-size';
import { ingestStatus } from '#lib/queries/ingest-status';
import { lastIntake } from '#lib/queries/last-intake';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  INGEST.ingest,
  async ({ viewer }) => {
    const [status, lastIntakeAt, databaseBytes] = await Promise.all([
      ingestStatus(viewer),
      lastIntake(viewer),
      databaseSize(viewer),
    ]);
    return { ...status, lastIntakeAt, databaseBytes };
  },
);
