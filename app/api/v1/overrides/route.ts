import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { overrideReasons } from '#lib/queries/override-reasons';
import { overrides } from '#lib/queries/override-sums';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.overrides,
  async ({ viewer, input: { filter } }) => {
    const [sums, rows] = await Promise.all([
      overrides(viewer, filter),
      overrideReasons(viewer, filter),
    ]);
    return { ...sums, rows };
  },
);
