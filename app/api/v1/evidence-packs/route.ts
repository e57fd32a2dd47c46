import { FILES } from '#lib/api/endpoints-files';
import { serve } from '#lib/api/serve';
import { evidencePacks } from '#lib/queries/evidence-packs';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FILES.evidencePacks,
  async ({ viewer }) => ({ rows: await evidencePacks(viewer) }),
);
