'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { THEMES, type Theme, themeOf } from './theme.ts';

/** Light, dark, or as the system has it. Kept in a cookie, so that the server paints it right. */
export function ThemeSwitch({ cookie }: { cookie: string | undefined }) {
  const t = useTranslations('chrome.theme');
  // Two of them may stand on one page, and each is a group of its own.
  const name = useId();
  const [chosen, choose] = useState(themeOf(cookie));
  const change = (next: Theme) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without HTTPS.
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.dataset['theme'] = next;
    choose(next);
  };
  return (
    <fieldset className="flex w-fit gap-0.5 rounded-md bg-hover p-0.5">
      <legend className="sr-only">{t('legend')}</legend>
      {THEMES.map((one) => (
        <label
          key={one}
          className="cursor-pointer rounded-sm px-2 py-1 text-[12px] text-ink-3 hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={one}
            checked={chosen === one}
            onChange={() => change(one)}
            className="sr-only"
          />
          {t(one)}
        </label>
      ))}
    </fieldset>
  );
}
