import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import { OUTCOME_ICONS } from '#lib/format/label';
import type { OutcomeCounts } from './bar.tsx';
import { Glyph } from './glyph.tsx';
import { Swatch } from './outcome.tsx';
import { useFormats } from './use-formats.tsx';

type LegendProps = {
  counts: OutcomeCounts;
  /** Where an outcome leads: the same page with that outcome alone. */
  href: (outcome: Outcome) => string;
  outcomes?: readonly Outcome[];
};

/** Square, sign, word and share of each outcome; each is a filter. */
export function OutcomeLegend({ counts, href, outcomes = OUTCOMES }: LegendProps) {
  const f = useFormats();
  const t = useTranslations('outcome');
  const all = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  return (
    <ul className="flex flex-wrap gap-x-[18px] gap-y-1 px-[18px] pt-2.5 pb-1 text-small text-ink-2">
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <Link
            prefetch={false}
            href={href(outcome)}
            scroll={false}
            className="flex min-h-6 items-center gap-1.5 hover:text-ink"
          >
            <Swatch outcome={outcome} />
            <Glyph name={OUTCOME_ICONS[outcome]} className="text-[12px]" />
            {t(`${outcome}.text`)}
            <b className="text-ink">{f.percent(counts[outcome], all)}</b>
          </Link>
        </li>
      ))}
    </ul>
  );
}
