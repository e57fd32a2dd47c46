import type { ReactNode } from 'react';
import { ButtonLink } from './button.tsx';
import { Glyph, type GlyphName } from './glyph.tsx';

type EmptyProps = {
  /** Nothing ever came, nothing in this range, nothing under these filters, or good news. */
  kind: 'never' | 'range' | 'filtered' | 'good';
  title: string;
  children?: ReactNode;
  action?: { href: string; text: string };
};

const GLYPHS: Record<EmptyProps['kind'], GlyphName> = {
  never: 'clock',
  range: 'clock',
  filtered: 'search',
  good: 'check',
};

/** What stands where nothing is: which of the four kinds of nothing, and the one thing to do. */
export function Empty({ kind, title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-1 px-[18px] pt-8 pb-10 text-center">
      <span className={`mb-2 text-[20px] ${kind === 'good' ? 'text-good' : 'text-ink-3'}`}>
        <Glyph name={GLYPHS[kind]} />
      </span>
      <p className="font-medium">{title}</p>
      {children ? <p className="max-w-[56ch] text-ink-2">{children}</p> : null}
      {action ? (
        <ButtonLink href={action.href} className="mt-3" small>
          {action.text}
        </ButtonLink>
      ) : null}
    </div>
  );
}
