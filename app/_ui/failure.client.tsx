'use client';

import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';
import { Glyph } from './glyph.tsx';

type FailureProps = { error: Error & { digest?: string }; retry: () => void };

/** Something broke on our side: what to do, and by which number the log knows it. */
export function Failure({ error, retry }: FailureProps) {
  const t = useTranslations('chrome.failure');
  return (
    <main
      id="main"
      className="mx-auto flex min-h-[60dvh] max-w-[520px] flex-col items-start justify-center gap-2 px-4"
    >
      <Glyph name="warning" className="mb-1 text-[24px] text-delivered" />
      <h1 className="text-title font-semibold tracking-[-0.02em]">{t('title')}</h1>
      <p className="text-ink-2">
        {error.digest
          ? t.rich('textWithNumber', {
              digest: error.digest,
              code: (text) => <code className="font-mono text-[12.5px]">{text}</code>,
            })
          : t('text')}
      </p>
      <Button onClick={() => retry()} className="mt-3">
        {t('again')}
      </Button>
    </main>
  );
}
