import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { subdomainList } from '#lib/queries/subdomain-list';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.subdomains,
  ({ viewer, input: { filter, limit } }) => subdomainList(viewer, filter, { limit }),
);
