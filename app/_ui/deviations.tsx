import { useTranslations } from 'next-intl';
import type { Deviation } from '#lib/report/deviation';
import { useFormats } from './use-formats.tsx';

/** Where a report departs from its standard, and was read all the same. */
export function Deviations({ deviations }: { deviations: readonly Deviation[] }) {
  const f = useFormats();
  const t = useTranslations('ui.deviations');
  if (deviations.length === 0) return null;
  return (
    <div className="border-t border-line-2 px-[18px] pt-3 pb-[18px]">
      <h3 className="font-[550]">{t('title')}</h3>
      <p className="text-ink-2">{t('lead')}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {deviations.map(({ code, detail, count }) => (
          <li key={`${code} ${detail}`} className="flex flex-wrap gap-x-3">
            <span className="font-[550]">{code.replaceAll('-', ' ')}</span>
            <span className="font-mono text-[12px] leading-[20px] text-ink-2 [overflow-wrap:anywhere]">
              {detail}
            </span>
            {count > 1 ? (
              <span className="text-ink-3">{t('times', { count: f.count(count) })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
