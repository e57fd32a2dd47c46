'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { MenuLink } from './menu-link.tsx';
import { PopoverMenu } from './popover.client.tsx';

/** A place in the menu; `note` is what stands beside its text. */
export type ScopeChoice = { href: string; text: string; current: boolean; note?: string };

type ScopeMenuProps = {
  label: string;
  /** Every domain there is to see. */
  all: ScopeChoice;
  groups: readonly ScopeChoice[];
  domains: readonly ScopeChoice[];
};

/** Which domains are looked at. With many of them, typing narrows the list. */
export function ScopeMenu({ label, all, groups, domains }: ScopeMenuProps) {
  const t = useTranslations('chrome.scope');
  const [typed, setTyped] = useState('');
  const needle = typed.trim().toLowerCase();
  const holds = ({ text }: ScopeChoice) => text.toLowerCase().includes(needle);
  const [foundGroups, found] = [groups.filter(holds), domains.filter(holds)];
  return (
    <PopoverMenu
      label={<span className="max-w-52 truncate font-medium">{label}</span>}
      title={t('title')}
    >
      {groups.length + domains.length > 7 ? (
        <input
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t('find')}
          aria-label={t('find')}
          className="mb-1 w-full rounded-sm border border-line bg-surface px-2.5 py-1.5"
        />
      ) : null}
      <Choices scopes={[all]} />
      {foundGroups.length > 0 ? (
        <>
          <Head>{t('groups')}</Head>
          <Choices scopes={foundGroups} />
          <Head>{t('domains')}</Head>
        </>
      ) : null}
      <Choices scopes={found.slice(0, MOST_SHOWN)} />
      {found.length > MOST_SHOWN ? (
        <p className="px-2.5 py-1.5 text-ink-3">
          {t('more', { count: found.length - MOST_SHOWN })}
        </p>
      ) : null}
    </PopoverMenu>
  );
}

function Head({ children }: { children: ReactNode }) {
  return <p className="px-2.5 pt-2 pb-0.5 text-tiny font-medium text-ink-3">{children}</p>;
}

function Choices({ scopes }: { scopes: readonly ScopeChoice[] }) {
  return (
    <ul>
      {scopes.map(({ href, text, current, note }) => (
        <li key={href}>
          <MenuLink href={href} current={current} note={note}>
            {text}
          </MenuLink>
        </li>
      ))}
    </ul>
  );
}

const MOST_SHOWN = 50;
