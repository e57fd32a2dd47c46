import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { domainOverview } from '#lib/queries/domain-list';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.domains,
  async ({ viewer, input }) => ({
    rows: await domainOverview(viewer, input.filter),
  }),
);
