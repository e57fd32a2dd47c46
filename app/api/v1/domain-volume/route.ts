import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { volumeByDomain } from '#lib/queries/volume-by-domain';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.domainVolume,
  ({ viewer, input: { filter, limit } }) => volumeByDomain(viewer, filter, { limit }),
);
