import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { verdictCounts } from '#lib/queries/verdict-counts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.verdicts,
  async ({ viewer, input }) => ({
    rows: await verdictCounts(viewer, input.filter),
  }),
);
