import { useTranslations } from 'next-intl';
import type { Trend } from '#lib/filter/trend';
import type { Comparing } from '#lib/filter/vocabulary';
import { useFormats } from './use-formats.tsx';

type TrendNoteProps = { trend: Trend | null };

/** How a volume moved on its complete days: more mail is neither good nor bad. */
export function ChangeNote({ trend, compare }: TrendNoteProps & { compare: Comparing }) {
  const t = useTranslations('ui.trend');
  const f = useFormats();
  if (!trend) return t('none');
  return t.rich(compare === 'yoy' ? 'yoy' : 'prev', {
    change: f.change(trend.volume),
    b: (text) => <span className="font-medium text-ink-2">{text}</span>,
  });
}

/** How the share that passed moved: up is better, and a word says it beside the colour. */
export function PointsNote({ trend }: TrendNoteProps) {
  const t = useTranslations('ui.trend');
  const f = useFormats();
  if (!trend) return t('none');
  const change = f.points(trend.points);
  if (Number.parseFloat(change) === 0) return t('same');
  const better = trend.points > 0;
  return t.rich(better ? 'better' : 'worse', {
    change,
    b: (text) => <span className={`font-medium ${better ? 'text-good' : 'text-bad'}`}>{text}</span>,
  });
}
