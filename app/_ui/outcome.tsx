import { useTranslations } from 'next-intl';
import type { Outcome } from '#lib/filter/vocabulary';
import { OUTCOME_ICONS } from '#lib/format/label';
import { Glyph } from './glyph.tsx';

/** How each outcome is filled; what failed and got through is hatched wherever it stands. */
export const OUTCOME_FILLS: Record<Outcome, string> = {
  passed: 'bg-passed',
  overridden: 'bg-overridden',
  quarantined: 'bg-quarantined',
  rejected: 'bg-rejected',
  delivered: 'fill-hatch',
};

/** The little square of a legend. */
export function Swatch({ outcome }: { outcome: Outcome }) {
  return <i aria-hidden="true" className={`size-2.5 rounded-[2.5px] ${OUTCOME_FILLS[outcome]}`} />;
}

/** Sign and word of an outcome, for a cell. */
export function OutcomeWord({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('outcome');
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Glyph
        name={OUTCOME_ICONS[outcome]}
        className={outcome === 'passed' ? 'text-passed' : 'text-delivered'}
      />
      {t(`${outcome}.text`)}
    </span>
  );
}
