import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { completeThrough } from '#lib/queries/complete-through';
import { droppedMonths } from '#lib/queries/dropped-months';
import { judgedDays } from '#lib/queries/judged-span';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.period,
  async ({ viewer, input: { filter } }) => {
    const now = new Date();
    const [complete, { summed, read }, dropped] = await Promise.all([
      completeThrough(viewer, filter, now),
      judgedDays(viewer, filter, now),
      droppedMonths(viewer, filter, now),
    ]);
    return { completeThrough: complete, judged: summed, read, dropped };
  },
);
