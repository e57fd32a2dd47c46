import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { diagnoses } from '#lib/queries/diagnoses';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.diagnoses,
  async ({ viewer, input: { filter, which } }) => {
    const { cards: rows, ...found } = await diagnoses(viewer, filter, { which });
    return { rows, ...found };
  },
);
