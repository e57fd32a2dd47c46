import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { policyHistory } from '#lib/queries/policy-history';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.policyHistory,
  async ({ viewer, input }) => ({ rows: await policyHistory(viewer, input.filter) }),
);
