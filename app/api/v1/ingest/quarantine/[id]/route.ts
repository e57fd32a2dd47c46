import { INGEST } from '#lib/api/endpoints-ingest';
import { serve } from '#lib/api/serve';
import { AppError } from '#lib/errors';
import { quarantineItem } from '#lib/queries/quarantine-item';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  INGEST.quarantinedMail,
  async ({ viewer, params }) => {
    const mail = await quarantineItem(viewer, params['id'] ?? '');
    if (!mail) throw new AppError('request/not-found');
    return { mail };
  },
);
