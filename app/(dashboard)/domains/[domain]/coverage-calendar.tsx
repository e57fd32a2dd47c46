import type { Coverage } from '#lib/filter/coverage';
import { formatDay } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import type { ReporterFacts } from '#lib/queries/reporter-table';

/** More columns than that are no calendar. */
const MOST_DAYS = 92;

const STATES = {
  received: { sign: '●', word: 'received', look: 'text-passed' },
  late: { sign: '◐', word: 'late', look: 'text-overridden' },
  missing: { sign: '○', word: 'missing', look: 'bg-hover font-bold text-delivered' },
  none: { sign: '·', word: 'not expected', look: 'text-ink-3' },
} as const satisfies Record<Coverage, { sign: string; word: string; look: string }>;

/** Reporter by day: a real table, so that it needs no other text to say what it shows. */
export function CoverageCalendar({ rows }: { rows: readonly ReporterFacts[] }) {
  const all = rows[0]?.coverage.length ?? 0;
  const days = (rows[0]?.coverage ?? []).slice(-MOST_DAYS);
  return (
    <>
      <Legend />
      {/* Scrolled by keyboard, too; and what only a screen reader sees must not widen the page. */}
      <section
        aria-label="Coverage by day"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
        tabIndex={0}
        className="relative overflow-x-auto overscroll-x-contain pb-3"
      >
        <table className="border-collapse text-small">
          <caption className="sr-only">Which UTC days each reporter covered</caption>
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky left-0 bg-surface py-1 pr-3 pl-[18px] text-left font-medium text-ink-3"
              >
                Reporter
              </th>
              {days.map(({ day }) => (
                <th key={day} scope="col" className="min-w-[18px] p-0 font-normal text-ink-3">
                  <span className="sr-only">{formatDay(day)}</span>
                  <span aria-hidden="true" title={formatDay(day)}>
                    {Number(day.slice(8)) % 5 === 0 ? Number(day.slice(8)) : ''}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, coverage }) => (
              <tr key={name}>
                <th
                  scope="row"
                  className="sticky left-0 max-w-[38vw] truncate bg-surface py-1 pr-3 pl-[18px] text-left font-[550]"
                >
                  {name}
                </th>
                {coverage.slice(-MOST_DAYS).map(({ day, state }) => (
                  <td
                    key={day}
                    title={`${formatDay(day)}: ${STATES[state].word}`}
                    className={`p-0 text-center ${STATES[state].look}`}
                  >
                    <span aria-hidden="true">{STATES[state].sign}</span>
                    <span className="sr-only">{STATES[state].word}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {all > MOST_DAYS ? (
        <p className="px-[18px] pb-3 text-note text-ink-2">
          The last {formatCount(MOST_DAYS)} of {formatCount(all)} days; choose a shorter period for
          others.
        </p>
      ) : null}
    </>
  );
}

function Legend() {
  return (
    <ul className="flex flex-wrap gap-x-[18px] gap-y-1 px-[18px] pt-2.5 pb-2 text-small text-ink-2">
      {Object.values(STATES).map(({ sign, word, look }) => (
        <li key={word} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={look}>
            {sign}
          </span>
          {word}
        </li>
      ))}
    </ul>
  );
}
