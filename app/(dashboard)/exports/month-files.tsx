import { Notice } from '#app/_ui/notice';
import { addDays } from '#lib/filter/day';
import { resolvePeriod } from '#lib/filter/period';
import { formatMonth } from '#lib/format/date';
import { type ExportAsk, fileHref } from './asked.ts';

/** More rows than a spreadsheet has: one file a month instead. */
export function MonthFiles({ ask, words }: { ask: ExportAsk; words: string }) {
  return (
    <div className="px-[18px] pt-3">
      <Notice tone="warn">
        The file has {words}; a spreadsheet shows 1,048,575 and drops the rest without a word. Take
        one file a month:
        <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
          {monthsOf(ask).map(({ from, to }) => (
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

/** The months of the period; its first and its last may be parts of one. */
function monthsOf({ filter, now }: ExportAsk) {
  const { from, to } = resolvePeriod(filter.period, now);
  const months: { from: string; to: string }[] = [];
  for (let day = from; day <= to; ) {
    const next = `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
    const last = addDays(next, -1);
    const [until = to] = [last, to].toSorted();
    months.push({ from: day, to: until });
    day = next;
  }
  return months;
}
