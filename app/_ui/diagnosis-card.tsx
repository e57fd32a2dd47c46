import { useTranslations } from 'next-intl';
import type { Card, Severity } from '#lib/diagnosis/card';
import { tell, titleOf } from '#lib/diagnosis/tell';
import { Badge, type BadgeTone } from './badge.tsx';
import { Glyph, type GlyphName } from './glyph.tsx';
import { useFormats } from './use-formats.tsx';

/** How a severity looks: never by colour alone. */
export const SEVERITIES: Record<Severity, { tone: BadgeTone; glyph: GlyphName }> = {
  bad: { tone: 'bad', glyph: 'x' },
  warn: { tone: 'warm', glyph: 'warning' },
  note: { tone: 'quiet', glyph: 'info' },
  good: { tone: 'line', glyph: 'check' },
};

type DiagnosisCardsProps = {
  cards: readonly Card[];
  /** All messages that the shares are of. */
  messages: number;
};

/** Diagnoses, worst first: the first one open, the others a line each that opens. */
export function DiagnosisCards({ cards, messages }: DiagnosisCardsProps) {
  const t = useTranslations('diagnosis');
  const f = useFormats();
  return (
    <ul className="mt-2">
      {cards.map((card, index) => (
        <li key={card.code} className="border-t border-line-2 first:border-t-0">
          <details open={index === 0} className="group">
            <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-[18px] py-2.5 hover:bg-hover/60 [&::-webkit-details-marker]:hidden">
              <Glyph
                name="chevron-down"
                className="-rotate-90 text-[12px] text-ink-3 group-open:rotate-0"
              />
              <SeverityBadge severity={card.severity} />
              <span className="min-w-0 font-[550] [overflow-wrap:anywhere] in-[[lang=en]]:first-letter:uppercase">
                {titleOf(card, t)}
              </span>
              <span className="ml-auto text-note text-ink-2">
                {t('messages', { count: f.count(card.messages) })}
                <span className="text-ink-3"> · {f.percent(card.messages, messages)}</span>
              </span>
            </summary>
            <div className="max-w-[76ch] px-[18px] pb-3.5 sm:pl-[42px]">
              <DiagnosisText card={card} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** What happened, why, what to do and how to see that it worked. */
export function DiagnosisText({ card }: { card: Card }) {
  const { what, why, fix, verify } = tell(card, useTranslations('diagnosis'));
  return (
    <div className="flex flex-col gap-1.5 [overflow-wrap:anywhere]">
      <p>{what}</p>
      <p className="text-ink-2">{why}</p>
      <p className="flex gap-2 font-medium">
        <Glyph name="corner-down-right" className="mt-[3px] text-ink-3" />
        {fix}
      </p>
      <p className="text-note text-ink-3">
        {verify} <code className="font-mono text-[12px] whitespace-nowrap">{card.code}</code>
      </p>
    </div>
  );
}

function SeverityBadge({ severity }: { severity: Severity }) {
  const t = useTranslations('diagnosis.severity');
  const { tone, glyph } = SEVERITIES[severity];
  return (
    <Badge tone={tone} glyph={glyph}>
      {t(severity)}
    </Badge>
  );
}
