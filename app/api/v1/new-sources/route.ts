import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { newSources } from '#lib/queries/new-sources';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.newSources,
  ({ viewer, input: { filter, limit } }) => newSources(viewer, filter, { limit }),
);
