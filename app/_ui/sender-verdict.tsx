import { useTranslations } from 'next-intl';
import type { Verdict } from '#lib/filter/vocabulary';
import { VERDICT_ICONS } from '#lib/format/label';
import { Glyph } from './glyph.tsx';

const TONES = {
  verified: 'text-passed',
  authenticated: 'text-ink-3',
  unverified: 'text-overridden',
  failed: 'text-delivered',
  'not-checked': 'text-ink-3',
} as const satisfies Record<Verdict, string>;

type SenderVerdictProps = {
  verdict: Verdict;
  /** The domain that vouches for the mail, shown below the word. */
  signer?: string | null;
};

/** How sure it is who sent a report: sign and word, and the domain that vouches for it. */
export function SenderVerdict({ verdict, signer = null }: SenderVerdictProps) {
  const t = useTranslations('label.verdict');
  return (
    <span title={t(`${verdict}.explain`)}>
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <Glyph name={VERDICT_ICONS[verdict]} className={TONES[verdict]} />
        {t(`${verdict}.text`)}
      </span>
      {signer ? (
        <span className="block text-small text-ink-3 [overflow-wrap:anywhere]">{signer}</span>
      ) : null}
    </span>
  );
}
