import { SOURCES } from '#lib/api/endpoints-sources';
import { serve } from '#lib/api/serve';
import { sourceCountries } from '#lib/queries/source-countries';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  SOURCES.sourceCountries,
  ({ viewer, input }) => sourceCountries(viewer, input.filter),
);
