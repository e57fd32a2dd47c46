import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { volumeByCamp } from '#lib/queries/volume-by-camp';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.classVolume,
  async ({ viewer, input }) => ({ rows: await volumeByCamp(viewer, input.filter) }),
);
