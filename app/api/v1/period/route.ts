import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { completeThrough } from '#lib/queries/complete-through';
import { droppedMonths } from '#lib/queries/dropped-months';
import { failingMailboxes } from '#lib/queries/failing-mailboxes';
import { judgedDays } from '#lib/queries/judged-span';
import { newestDay } from '#lib/queries/newest-day';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.period,
  async ({ viewer, input: { filter } }) => {
    const now = new Date();
    const [complete, { summed, read }, dropped, newest, mailboxes] = await Promise.all([
      completeThrough(viewer, filter, now),
      judgedDays(viewer, filter, now),
      droppedMonths(viewer, filter, now),
      newestDay(viewer, filter),
      failingMailboxes(),
    ]);
    return {
      completeThrough: complete,
      judged: summed,
      read,
      dropped,
      newestDay: newest,
      mailboxes,
    };
  },
);
