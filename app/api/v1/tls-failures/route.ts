import { REPORTS } from '#lib/api/endpoints-reports';
import { serve } from '#lib/api/serve';
import { tlsFailureList } from '#lib/queries/tls-failure-list';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  REPORTS.tlsFailures,
  async ({ viewer, input }) => ({
    rows: await tlsFailureList(viewer, input.filter),
  }),
);
