'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { LOCALE_NAMES, LOCALES, type Locale } from '#lib/words/locale';
import { ChoiceSwitch } from './choice-switch.client.tsx';

/** Each language by its own name. */
const CHOICES = LOCALES.map((one) => ({ value: one, text: LOCALE_NAMES[one], lang: one }));

/** The language of the page. Kept in a cookie; without one the browser's own wish counts. */
export function LanguageSwitch() {
  const t = useTranslations('chrome.language');
  const router = useRouter();
  const change = (next: Locale) => {
    speak(next);
    router.refresh();
  };
  return (
    <ChoiceSwitch legend={t('legend')} choices={CHOICES} chosen={useLocale()} onChoose={change} />
  );
}

/** Notes the language for a year; it shows once the page is asked for again. */
export function speak(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without HTTPS.
  document.cookie = `locale=${locale}; path=/; max-age=31536000; samesite=lax`;
}
