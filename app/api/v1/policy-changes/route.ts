import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { policyChanges } from '#lib/queries/policy-changes';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.policyChanges,
  async ({ viewer, input }) => ({
    rows: await policyChanges(viewer, input.filter),
  }),
);
