import { Notice } from '#app/_ui/notice';
import type { Span } from '#lib/filter/period';
import { formatMonth } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import { SHEET_ROWS } from '#lib/queries/dataset-preview';
import { type ExportAsk, fileHref } from './asked.ts';

type MonthFilesProps = { ask: ExportAsk; months: readonly Span[]; words: string };

/** More rows than a spreadsheet has, or maybe so: one file a month instead. */
export function MonthFiles({ ask, months, words }: MonthFilesProps) {
  return (
    <div className="px-[18px] pt-3">
      <Notice tone="warn">
        The file has {words}; a spreadsheet shows {formatCount(SHEET_ROWS)} and drops the rest
        without a word. Take one file a month:
        <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
          {months.map(({ from, to }) => (
            <li key={from}>
              <a
                href={fileHref(ask, { from, to })}
                download
                className="inline-block min-h-6 text-accent underline"
              >
                {formatMonth(from.slice(0, 7))}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
