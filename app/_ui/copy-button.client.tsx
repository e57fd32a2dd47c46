'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';

type CopyButtonProps = {
  /** What to copy; a path is completed with the address of this site. */
  text: string;
  className?: string;
  children: string;
};

/** Copies and says so. Where the browser does not allow it, the text is shown to be copied by hand. */
export function CopyButton({ text, className, children }: CopyButtonProps) {
  const t = useTranslations('chrome.copy');
  const [word, setWord] = useState<string | null>(null);
  const copy = async () => {
    const full = text.startsWith('/') ? new URL(text, window.location.href).href : text;
    try {
      await navigator.clipboard.writeText(full);
      setWord(t('done'));
    } catch {
      // Without HTTPS a browser has no clipboard to offer.
      window.prompt(t('prompt'), full);
    }
    setTimeout(setWord, 2000, null);
  };
  return (
    <button type="button" onClick={() => void copy()} className={className}>
      <span aria-live="polite">{word ?? children}</span>
    </button>
  );
}
