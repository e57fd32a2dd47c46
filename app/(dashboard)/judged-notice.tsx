import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formats } from '#app/_ui/formats';
import { Notice } from '#app/_ui/notice';
import { judgedDays } from '#lib/queries/judged-span';
import type { Ask } from './page-bar.tsx';

/** Says from which day on sources and reasons are told, where a period holds more mail than can be. */
export async function JudgedNotice({ viewer, filter, now }: Ask) {
  const { summed, read } = await judgedDays(viewer, filter, now);
  if (read.whole && summed.whole) return null;
  const t = await getTranslations('notice');
  const f = await formats();
  const day = (from: string) => ({ day: f.fullDay(from), b: (text: ReactNode) => <b>{text}</b> });
  if (summed.from === read.from) return <Notice>{t.rich('judged', day(read.from))}</Notice>;
  return (
    <>
      {summed.whole ? null : <Notice>{t.rich('summed', day(summed.from))}</Notice>}
      {read.whole ? null : <Notice>{t.rich('read', day(read.from))}</Notice>}
    </>
  );
}
