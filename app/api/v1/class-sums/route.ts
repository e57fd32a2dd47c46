import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { classSums } from '#lib/queries/class-sums';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.classSums,
  ({ viewer, input }) => classSums(viewer, input.filter),
);
