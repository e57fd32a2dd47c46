import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { totals } from '#lib/queries/totals';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.totals,
  ({ viewer, input }) => totals(viewer, input.filter),
);
