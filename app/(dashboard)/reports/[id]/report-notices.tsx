import Link from 'next/link';
import { Instant } from '#app/_ui/instant';
import { Notice } from '#app/_ui/notice';
import { formatCount } from '#lib/format/number';
import type { ReportDetail } from '#lib/queries/report-detail';

/** What must be known before the numbers are read: another content, copies, shared-out days. */
export function ReportNotices({ report }: { report: ReportDetail }) {
  const { siblings, counted, copies, flags, errors } = report;
  return (
    <>
      {siblings.map(({ uid, messages, receivedAt }) => (
        <Notice key={uid} tone="warn">
          The reporter sent <b>two contents</b> of this report. {counted ? 'This one' : 'The other'}{' '}
          is counted, so nothing is counted twice. See{' '}
          <Link className="underline" href={`/reports/${uid}`}>
            the other, with {formatCount(messages)} messages
          </Link>
          , received <Instant at={receivedAt} />.
        </Notice>
      ))}
      {copies.length > 0 ? (
        <Notice>
          This report came {formatCount(copies.length + 1)} times with the same content. It is
          counted once.
        </Notice>
      ) : null}
      {flags.includes('spread') ? (
        <Notice>
          The report covers more than a day, so its counts are shared out over the UTC days it
          covers. The sums stay exact.
        </Notice>
      ) : null}
      {errors.length > 0 ? (
        <Notice tone="warn">
          The reporter says what went wrong on its side: {errors.join('; ')}
        </Notice>
      ) : null}
    </>
  );
}
