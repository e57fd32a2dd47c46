import Link from 'next/link';
import type { ReactNode } from 'react';

export const MENU_ITEM =
  'flex w-full items-center justify-between gap-6 rounded-sm px-2.5 py-1.5 text-left hover:bg-hover aria-[current]:font-medium';

type MenuLinkProps = {
  href: string;
  current?: boolean;
  download?: boolean;
  note?: ReactNode;
  children: ReactNode;
};

/** One line of a popover. */
export function MenuLink({
  href,
  current = false,
  download = false,
  note,
  children,
}: MenuLinkProps) {
  const text = (
    <>
      <span>{children}</span>
      {note ? <span className="text-small font-normal text-ink-3">{note}</span> : null}
    </>
  );
  if (download) {
    return (
      <a href={href} download className={MENU_ITEM}>
        {text}
      </a>
    );
  }
  return (
    <Link
      prefetch={false}
      href={href}
      scroll={false}
      aria-current={current ? 'true' : undefined}
      className={MENU_ITEM}
    >
      {text}
    </Link>
  );
}
