import Link from 'next/link';
import type { ComponentProps } from 'react';

const BASE =
  'inline-flex min-h-8 items-center justify-center gap-1.5 rounded-md px-[11px] py-[5px] whitespace-nowrap transition-colors duration-100 disabled:opacity-50 aria-disabled:opacity-50 print:hidden';

const KINDS = {
  primary: `${BASE} bg-ink font-medium text-surface hover:bg-ink/88`,
  plain: `${BASE} border border-line bg-surface hover:bg-hover`,
  ghost: `${BASE} text-ink-2 hover:bg-hover hover:text-ink`,
  danger: `${BASE} border border-line bg-surface text-bad hover:bg-hover`,
} as const;

export type ButtonKind = keyof typeof KINDS;

/** The looks of a button, for whatever element does the work. */
export function buttonClass(kind: ButtonKind = 'plain', small = false): string {
  return small ? `${KINDS[kind]} min-h-7 px-2.5 py-[3px] text-note` : KINDS[kind];
}

type Looks = { kind?: ButtonKind; small?: boolean };

export function Button({ kind, small, className = '', ...rest }: Looks & ComponentProps<'button'>) {
  return <button type="button" {...rest} className={`${buttonClass(kind, small)} ${className}`} />;
}

export function ButtonLink({
  kind,
  small,
  className = '',
  ...rest
}: Looks & ComponentProps<typeof Link>) {
  return <Link {...rest} className={`${buttonClass(kind, small)} ${className}`} />;
}
