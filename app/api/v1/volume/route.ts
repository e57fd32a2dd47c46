import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { bucketVolume, volumeByDay } from '#lib/queries/volume-by-day';

export const GET = api(question(PARAMETERS.volume), async ({ viewer, input: { filter } }) => {
  const days = await volumeByDay(viewer, filter);
  return { rows: filter.granularity ? bucketVolume(days, filter.granularity) : days };
});
