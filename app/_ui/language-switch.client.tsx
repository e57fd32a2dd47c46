'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { LOCALE_NAMES, LOCALES, type Locale } from '#lib/words/locale';

/** The language of the page. Kept in a cookie; without one the browser's own wish counts. */
export function LanguageSwitch() {
  const t = useTranslations('chrome.language');
  // Two of them may stand on one page, and each is a group of its own.
  const name = useId();
  const locale = useLocale();
  const router = useRouter();
  const change = (next: Locale) => {
    speak(next);
    router.refresh();
  };
  return (
    <fieldset className="flex w-fit gap-0.5 rounded-md bg-hover p-0.5">
      <legend className="sr-only">{t('legend')}</legend>
      {LOCALES.map((one) => (
        <label
          key={one}
          lang={one}
          className="cursor-pointer rounded-sm px-2 py-1 text-[12px] text-ink-3 hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={one}
            checked={locale === one}
            onChange={() => change(one)}
            className="sr-only"
          />
          {LOCALE_NAMES[one]}
        </label>
      ))}
    </fieldset>
  );
}

/** Notes the language for a year; it shows once the page is asked for again. */
export function speak(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without HTTPS.
  document.cookie = `locale=${locale}; path=/; max-age=31536000; samesite=lax`;
}
