'use client';

import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';
import { Glyph } from './glyph.tsx';

/** By this lib/db/question-time.ts tells that the question should be a smaller one. */
export const TOO_LONG = 'database/too-long';

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
        <FailureText digest={error.digest} />
      </p>
      <Button onClick={() => retry()} className="mt-3">
        {t('again')}
      </Button>
    </main>
  );
}

function FailureText({ digest }: { digest: string | undefined }) {
  const t = useTranslations('chrome.failure');
  if (digest === undefined) return t('text');
  if (digest === TOO_LONG) return t('tooLong');
  return t.rich('textWithNumber', {
    digest,
    code: (text) => <code className="font-mono text-[12.5px]">{text}</code>,
  });
}
