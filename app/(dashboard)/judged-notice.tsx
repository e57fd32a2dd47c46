import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Notice } from '#app/_ui/notice';
import { judgedDays } from '#lib/queries/judged-span';
import type { Ask } from './page-bar.tsx';

/** Says from which day on sources are judged, where a period holds more mail than can be. */
export async function JudgedNotice({ viewer, filter, now }: Ask) {
  const { whole, from } = await judgedDays(viewer, filter, now);
  if (whole) return null;
  const t = await getTranslations('notice');
  const f = await formats();
  return <Notice>{t.rich('judged', { day: f.fullDay(from), b: (text) => <b>{text}</b> })}</Notice>;
}
