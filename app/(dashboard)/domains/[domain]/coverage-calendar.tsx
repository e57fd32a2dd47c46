import { useTranslations } from 'next-intl';
import { useFormats } from '#app/_ui/use-formats';
import { COVERAGES, type Coverage } from '#lib/filter/coverage';
import type { ReporterFacts } from '#lib/queries/reporter-table';

/** More columns than that are no calendar. */
const MOST_DAYS = 92;

const STATES = {
  received: { sign: '●', look: 'text-passed' },
  late: { sign: '◐', look: 'text-overridden' },
  missing: { sign: '○', look: 'bg-hover font-bold text-delivered' },
  none: { sign: '·', look: 'text-ink-3' },
} as const satisfies Record<Coverage, { sign: string; look: string }>;

/** Reporter by day: a real table, so that it needs no other text to say what it shows. */
export function CoverageCalendar({ rows }: { rows: readonly ReporterFacts[] }) {
  const f = useFormats();
  const t = useTranslations('domain.coverage');
  const reporter = useTranslations('domain.reporter');
  const all = rows[0]?.coverage.length ?? 0;
  const days = (rows[0]?.coverage ?? []).slice(-MOST_DAYS);
  return (
    <>
      <Legend />
      {/* Scrolled by keyboard, too; and what only a screen reader sees must not widen the page. From
          right to left its scroll begins at the newest days, where whoever is missing is seen. */}
      <section
        dir="rtl"
        aria-label={t('label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
        tabIndex={0}
        className="relative overflow-x-auto overscroll-x-contain pb-3"
      >
        <table dir="ltr" className="mr-auto ml-0 border-collapse text-small">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky left-0 z-10 bg-surface py-1 pr-3 pl-[18px] text-left font-medium text-ink-3"
              >
                {reporter('reporter')}
              </th>
              {days.map(({ day }, at) => (
                <th
                  key={day}
                  scope="col"
                  className="relative min-w-[18px] p-0 font-normal text-ink-3"
                >
                  <span className="sr-only">{f.day(day)}</span>
                  <DayMark day={day} after={days.length - 1 - at} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, coverage }) => (
              <tr key={name}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 max-w-[38vw] truncate bg-surface py-1 pr-3 pl-[18px] text-left font-[550]"
                >
                  {name}
                </th>
                {coverage.slice(-MOST_DAYS).map(({ day, state }) => (
                  <td
                    key={day}
                    title={t('cell', { day: f.day(day), state: t(`state.${state}`) })}
                    className={`p-0 text-center ${STATES[state].look}`}
                  >
                    <span aria-hidden="true">{STATES[state].sign}</span>
                    <span className="sr-only">{t(`state.${state}`)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {all > MOST_DAYS ? (
        <p className="px-[18px] pb-3 text-note text-ink-2">
          {t('last', { shown: f.count(MOST_DAYS), all: f.count(all) })}
        </p>
      ) : null}
    </>
  );
}

/**
 * Every fifth day by its number, and the first of a month by name, where the columns after it have room for
 * that: it is wider than its own.
 */
function DayMark({ day, after }: { day: string; after: number }) {
  const f = useFormats();
  const ofMonth = Number(day.slice(8));
  return (
    <span aria-hidden="true" title={f.day(day)}>
      {ofMonth === 1 && after >= 2 ? (
        <span className="absolute bottom-1 left-1 whitespace-nowrap text-ink-2">{f.day(day)}</span>
      ) : ofMonth % 5 === 0 ? (
        ofMonth
      ) : (
        ''
      )}
    </span>
  );
}

function Legend() {
  const t = useTranslations('domain.coverage');
  return (
    <ul className="flex flex-wrap gap-x-[18px] gap-y-1 px-[18px] pt-2.5 pb-2 text-small text-ink-2">
      {COVERAGES.map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={STATES[state].look}>
            {STATES[state].sign}
          </span>
          {t(`state.${state}`)}
        </li>
      ))}
    </ul>
  );
}
