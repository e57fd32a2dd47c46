import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Glyph, type GlyphName } from './glyph.tsx';

const TONES = {
  solid: 'bg-passed text-surface border-transparent',
  line: 'border-line',
  warm: 'border-overridden',
  bad: 'border-delivered',
  quiet: 'border-transparent bg-hover text-ink-2',
} as const;

export type BadgeTone = keyof typeof TONES;

/** A word in a frame. The text keeps the ink's colour; only the frame carries the state's. */
export function Badge({
  tone = 'line',
  glyph,
  children,
}: {
  tone?: BadgeTone;
  glyph?: GlyphName;
  children: ReactNode;
}) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-sm border px-[7px] py-px text-small whitespace-nowrap ${TONES[tone]}`}
    >
      {glyph ? <Glyph name={glyph} className={GLYPH_TONES[tone]} /> : null}
      {children}
    </span>
  );
}

const GLYPH_TONES = {
  solid: '',
  line: 'text-ink-3',
  warm: 'text-overridden',
  bad: 'text-delivered',
  quiet: 'text-ink-3',
} as const;

const POLICY_TONES: Record<string, BadgeTone> = { reject: 'solid', quarantine: 'warm' };

/** The policy of a domain: reject is filled, quarantine framed, none plain. */
export function PolicyBadge({ policy }: { policy: string | null }) {
  const t = useTranslations('ui');
  if (policy === null) return <span className="text-ink-3">{t('policyUnknown')}</span>;
  return <Badge tone={POLICY_TONES[policy] ?? 'line'}>{policy}</Badge>;
}
