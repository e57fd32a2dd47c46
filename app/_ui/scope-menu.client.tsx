'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MenuLink } from './menu-link.tsx';
import { PopoverMenu } from './popover.client.tsx';

type Scope = { href: string; text: string; current: boolean };

/** Which domains are looked at. With many of them, typing narrows the list. */
export function ScopeMenu({ label, scopes }: { label: string; scopes: readonly Scope[] }) {
  const t = useTranslations('chrome.scope');
  const [typed, setTyped] = useState('');
  const needle = typed.trim().toLowerCase();
  const found = scopes.filter(({ text }, index) => index === 0 || text.includes(needle));
  return (
    <PopoverMenu
      label={<span className="max-w-52 truncate font-medium">{label}</span>}
      title={t('title')}
    >
      {scopes.length > 8 ? (
        <input
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t('find')}
          aria-label={t('find')}
          className="mb-1 w-full rounded-sm border border-line bg-surface px-2.5 py-1.5"
        />
      ) : null}
      <ul>
        {found.slice(0, MOST_SHOWN).map(({ href, text, current }) => (
          <li key={href}>
            <MenuLink href={href} current={current}>
              {text}
            </MenuLink>
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN ? (
        <p className="px-2.5 py-1.5 text-ink-3">
          {t('more', { count: found.length - MOST_SHOWN })}
        </p>
      ) : null}
    </PopoverMenu>
  );
}

const MOST_SHOWN = 50;
