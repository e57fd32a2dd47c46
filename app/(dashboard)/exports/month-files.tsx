import { useTranslations } from 'next-intl';
import { Notice } from '#app/_ui/notice';
import { useFormats } from '#app/_ui/use-formats';
import type { Span } from '#lib/filter/period';
import { SHEET_ROWS } from '#lib/queries/dataset-preview';
import { type ExportAsk, fileHref } from './asked.ts';

type MonthFilesProps = { ask: ExportAsk; months: readonly Span[]; words: string };

/** More rows than a spreadsheet has, or maybe so: one file a month instead. */
export function MonthFiles({ ask, months, words }: MonthFilesProps) {
  const t = useTranslations('exports.preview');
  const f = useFormats();
  return (
    <div className="px-[18px] pt-3">
      <Notice tone="warn">
        {t('months', { rows: words, most: f.count(SHEET_ROWS) })}
        <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
          {months.map(({ from, to }) => (
            <li key={from}>
              <a
                href={fileHref(ask, { from, to })}
                download
                className="inline-block min-h-6 text-accent underline"
              >
                {f.month(from.slice(0, 7))}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
