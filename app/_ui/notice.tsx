import type { ReactNode } from 'react';
import { Glyph, type GlyphName } from './glyph.tsx';

const TONES = {
  info: { glyph: 'info', look: 'border-line text-ink-3' },
  good: { glyph: 'check', look: 'border-good/40 text-good' },
  warn: { glyph: 'warning', look: 'border-overridden text-overridden' },
  bad: { glyph: 'x', look: 'border-delivered text-delivered' },
} as const satisfies Record<string, { glyph: GlyphName; look: string }>;

type NoticeProps = { tone?: keyof typeof TONES; children: ReactNode; action?: ReactNode };

/** A sentence that stands above the rest, with at most one thing to do about it. */
export function Notice({ tone = 'info', children, action }: NoticeProps) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={`flex items-start gap-2.5 rounded-md border bg-surface px-3.5 py-2.5 ${TONES[tone].look}`}
    >
      <Glyph name={TONES[tone].glyph} className="mt-[3px]" />
      <div className="min-w-0 flex-1 text-ink">{children}</div>
      {action ? <div className="text-ink">{action}</div> : null}
    </div>
  );
}
