import { answerVolume } from '#lib/api/answer-volume';
import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { volumeByDay } from '#lib/queries/volume-by-day';
import { volumeByHour } from '#lib/queries/volume-by-hour';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.volume,
  async ({ viewer, input: { filter } }) => {
    const days = await volumeByDay(viewer, filter);
    return await answerVolume(filter, days, () => volumeByHour(viewer, filter, days));
  },
);
