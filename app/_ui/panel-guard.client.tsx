'use client';

import { catchError, type ErrorInfo } from 'next/error';
import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';
import { TOO_LONG } from './failure.client.tsx';
import { Glyph } from './glyph.tsx';

/** Keeps what breaks in one panel from taking the page with it. */
export const PanelGuard = catchError(({ name }: Guarded, info: ErrorInfo) => (
  <PanelFailure {...info} {...(name && { name })} />
));

type Guarded = { name?: string };

/** What stands in a panel's place: what broke, that all else holds, the number in the log, and a second try. */
function PanelFailure({ name, error, retry }: Guarded & Pick<ErrorInfo, 'error' | 'retry'>) {
  const t = useTranslations('chrome.failure');
  const digest = digestOf(error);
  return (
    <section
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-surface px-[18px] py-[15px]"
    >
      <Glyph name="warning" className="text-[18px] text-delivered" />
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">{name ? t('panelNamed', { name }) : t('panel')}</p>
        <p className="text-note text-ink-2">
          <Rest digest={digest} />
        </p>
      </div>
      <Button onClick={() => retry()} small>
        {t('again')}
      </Button>
    </section>
  );
}

function Rest({ digest }: { digest: string | null }) {
  const t = useTranslations('chrome.failure');
  if (digest === null) return t('rest');
  if (digest === TOO_LONG) return t('panelTooLong');
  return t.rich('restWithNumber', {
    digest,
    code: (text) => <code className="font-mono text-[12px]">{text}</code>,
  });
}

function digestOf(error: unknown) {
  if (!(error instanceof Error) || !('digest' in error)) return null;
  return typeof error.digest === 'string' ? error.digest : null;
}
