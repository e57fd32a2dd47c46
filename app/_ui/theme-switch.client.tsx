'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChoiceSwitch } from './choice-switch.client.tsx';
import { THEMES, type Theme, themeOf } from './theme.ts';

/** Light, dark, or as the system has it. Kept in a cookie, so that the server paints it right. */
export function ThemeSwitch({ cookie }: { cookie: string | undefined }) {
  const t = useTranslations('chrome.theme');
  const [chosen, choose] = useState(themeOf(cookie));
  const change = (next: Theme) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without HTTPS.
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.dataset['theme'] = next;
    choose(next);
  };
  const choices = THEMES.map((one) => ({ value: one, text: t(one) }));
  return <ChoiceSwitch legend={t('legend')} choices={choices} chosen={chosen} onChoose={change} />;
}
