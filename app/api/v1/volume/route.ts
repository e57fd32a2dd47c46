import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { bucketVolume, volumeByDay } from '#lib/queries/volume-by-day';
import { volumeByHour } from '#lib/queries/volume-by-hour';

export const GET = api(question(PARAMETERS.volume), async ({ viewer, input: { filter } }) => {
  const days = await volumeByDay(viewer, filter);
  if (filter.granularity === 'hour') {
    const { refused, rows, hourly, beside } = await volumeByHour(viewer, filter, days);
    return {
      rows: rows.map(({ day: hour, ...row }) => ({ hour, ...row })),
      refused,
      hourly,
      beside,
    };
  }
  return { rows: filter.granularity ? bucketVolume(days, filter.granularity) : days };
});
