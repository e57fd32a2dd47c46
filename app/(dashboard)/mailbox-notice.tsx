import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Notice } from '#app/_ui/notice';
import { failingMailboxes } from '#lib/queries/failing-mailboxes';
import { seesMail } from '#lib/queries/require-mail-access';
import type { Ask } from './page-bar.tsx';

/** That numbers may be low, because mailboxes cannot be read (PRODUCT 3.0, Partial). */
export async function MailboxNotice({ viewer }: Pick<Ask, 'viewer'>) {
  const { failing, all, since } = await failingMailboxes();
  if (failing === 0) return null;
  const [t, f] = await Promise.all([getTranslations('notice.mailboxes'), formats()]);
  return (
    <Notice
      tone="warn"
      {...(seesMail(viewer)
        ? {
            action: (
              <Link href="/ingest" className="text-accent hover:underline">
                {t('look')}
              </Link>
            ),
          }
        : {})}
    >
      {since === null
        ? t('never', { failing, all })
        : t('since', { failing, all, since: f.instant(since) })}
    </Notice>
  );
}
