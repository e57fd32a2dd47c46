import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { METRIC_IDS, METRICS } from '#lib/queries/metric-table';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.metrics,
  async () => ({
    rows: METRIC_IDS.map((id) => {
      const { answer: _, ...meaning } = METRICS[id];
      return { id, ...meaning };
    }),
  }),
);
