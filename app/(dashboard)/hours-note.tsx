import { useTranslations } from 'next-intl';
import { useFormats } from '#app/_ui/use-formats';
import type { DayWidth } from '#lib/filter/series';
import type { HoursTold } from '#lib/queries/volume-by-hour';

type HoursNoteProps = {
  told: HoursTold;
  /** What stands in for hours where they are not shown. */
  width: DayWidth;
};

/** What a chart by the hour leaves out, or why there is none. */
export function HoursNote({ told: { refused, hourly, beside }, width }: HoursNoteProps) {
  const t = useTranslations('volume');
  const f = useFormats();
  return (
    <p className="px-[18px] pt-1 pb-3 text-note text-ink-2">
      {refused !== null
        ? t(`hours.refused.${refused}`, {
            width: t(`hours.width.${width}`),
            hourly: f.count(hourly),
            total: f.count(hourly + beside),
          })
        : beside > 0
          ? t('hours.beside', { count: f.count(beside) })
          : t('hours.all')}
    </p>
  );
}
