import Link from 'next/link';
import type { ReactNode } from 'react';
import { useFormats } from './use-formats.tsx';

type PillLinkProps = {
  href: string;
  current: boolean;
  count?: number;
  note?: string;
  children: ReactNode;
};

/** One of a row of parts of a list; the row breaks where there are many. */
export function PillLink({ href, current, count, note, children }: PillLinkProps) {
  const f = useFormats();
  return (
    <Link
      prefetch={false}
      href={href}
      scroll={false}
      aria-current={current ? 'true' : undefined}
      className="inline-flex gap-1.5 rounded-full px-2.5 py-1 text-note text-ink-2 hover:bg-hover aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
    >
      {children}
      {count === undefined ? null : <span className="text-ink-3">{f.count(count)}</span>}
      {note ? <span className="font-normal text-ink-3">{note}</span> : null}
    </Link>
  );
}
