import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Notice } from '#app/_ui/notice';
import { droppedMonths } from '#lib/queries/dropped-months';
import type { Ask } from './page-bar.tsx';

/** Says that lists of sources have an end which the charts do not have. */
export async function DroppedNotice({ viewer, filter, now }: Ask) {
  const dropped = await droppedMonths(viewer, filter, now);
  if (!dropped) return null;
  const { first, last } = dropped;
  const f = await formats();
  const t = await getTranslations('overview');
  const between = await getTranslations('format');
  const months =
    first === last ? f.month(first) : between('range', { from: f.month(first), to: f.month(last) });
  return <Notice>{t.rich('dropped', { months, b: (text) => <b>{text}</b> })}</Notice>;
}
