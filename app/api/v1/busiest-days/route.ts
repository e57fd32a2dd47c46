import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { busiestDays } from '#lib/queries/busiest-days';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.busiestDays,
  async ({ viewer, input }) => ({ rows: await busiestDays(viewer, input.filter) }),
);
