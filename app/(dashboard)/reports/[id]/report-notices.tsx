import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DrillLink } from '#app/_ui/drill-link';
import { Instant } from '#app/_ui/instant';
import { Notice } from '#app/_ui/notice';
import { useFormats } from '#app/_ui/use-formats';
import type { ReportDetail } from '#lib/queries/report-detail';

/** What must be known before the numbers are read: another content, copies, shared-out days. */
export function ReportNotices({ report }: { report: ReportDetail }) {
  const t = useTranslations('report');
  const f = useFormats();
  const b = (text: ReactNode) => <b>{text}</b>;
  const { siblings, counted, copies, flags, errors } = report;
  const held = !counted && !siblings.some((sibling) => sibling.counted);
  return (
    <>
      {held ? (
        <Notice tone="warn">
          {t.rich('held', { b, a: (text) => <DrillLink href="/settings">{text}</DrillLink> })}
        </Notice>
      ) : null}
      {siblings.map(({ uid, messages, receivedAt, counted: other }) => (
        <Notice key={uid} tone="warn">
          {t.rich(`two.${whichCounts(counted, other)}`, {
            b,
            messages: f.count(messages),
            a: (text) => (
              <Link className="underline" href={`/reports/${uid}`}>
                {text}
              </Link>
            ),
            at: () => <Instant at={receivedAt} />,
          })}
        </Notice>
      ))}
      {copies.length > 0 ? (
        <Notice>{t('copies', { count: f.count(copies.length + 1) })}</Notice>
      ) : null}
      {flags.includes('spread') ? <Notice>{t('spread')}</Notice> : null}
      {errors.length > 0 ? (
        <Notice tone="warn">{t('errors', { errors: errors.join('; ') })}</Notice>
      ) : null}
    </>
  );
}

function whichCounts(counted: boolean, other: boolean) {
  if (!counted && !other) return 'neither';
  return counted ? 'this' : 'other';
}
