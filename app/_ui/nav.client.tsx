'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { carriedSearch, isCurrent, NAV } from './nav-items.ts';

/** The pages, grouped by what one does there; scope and period come along. */
export function Nav({
  notes,
  onFollow,
}: {
  notes?: Record<string, string>;
  onFollow?: () => void;
}) {
  const t = useTranslations('chrome');
  const path = usePathname();
  const search = useSearchParams();
  const tail = carriedSearch(search);
  return (
    <nav aria-label={t('pages')}>
      {NAV.map(({ group, items }) => (
        <div key={group}>
          <h2 className="px-2 pt-3.5 pb-1 text-tiny font-medium tracking-[0.02em] text-ink-3">
            {t(`nav.${group}`)}
          </h2>
          <ul>
            {items.map(({ href, name }) => (
              <li key={href}>
                <Link
                  href={href === '/settings' ? href : href + tail}
                  {...(onFollow ? { onClick: onFollow } : {})}
                  aria-current={isCurrent(href, path) ? 'page' : undefined}
                  className="flex items-center justify-between rounded-[7px] px-2 py-1.5 text-ink-2 hover:text-ink aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-[0_0_0_1px_var(--line)]"
                >
                  <span>{t(`nav.${name}`)}</span>
                  {notes?.[href] ? (
                    <span className="text-[12px] font-normal text-ink-3">{notes[href]}</span>
                  ) : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
