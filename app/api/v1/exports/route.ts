import { FILES } from '#lib/api/endpoints-files';
import { serve } from '#lib/api/serve';
import { exportHistory } from '#lib/queries/export-history';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FILES.exports,
  async ({ viewer }) => ({ rows: await exportHistory(viewer) }),
);
