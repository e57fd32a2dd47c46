import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { reporterTable } from '#lib/queries/reporter-table';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.reporters,
  ({ viewer, input }) => reporterTable(viewer, input.filter),
);
