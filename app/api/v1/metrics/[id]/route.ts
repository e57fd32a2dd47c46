import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { METRIC_VALUES } from '#lib/api/shape-metrics';
import { AppError } from '#lib/errors';
import { METRIC_IDS, METRICS } from '#lib/queries/metric-table';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.metric,
  async ({ viewer, input, params }) => {
    const id = METRIC_IDS.find((one) => one === params['id']);
    if (!id) {
      throw new AppError('request/not-found', { detail: `There are ${METRIC_IDS.join(', ')}.` });
    }
    const { answer, ...meaning } = METRICS[id];
    const value = METRIC_VALUES[id].parse(await answer(viewer, input.filter, new Date()));
    return { id, ...meaning, value };
  },
);
