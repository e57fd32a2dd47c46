import { SOURCES } from '#lib/api/endpoints-sources';
import { requireService } from '#lib/api/require-service';
import { serve } from '#lib/api/serve';
import { diagnoses } from '#lib/queries/diagnoses';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  SOURCES.serviceDiagnoses,
  async ({ viewer, input: { filter, which }, params }) => {
    const { sources: of } = await requireService(viewer, filter, params['name']);
    const { cards: rows, ...found } = await diagnoses(viewer, filter, { which, of });
    return { rows, ...found };
  },
);
