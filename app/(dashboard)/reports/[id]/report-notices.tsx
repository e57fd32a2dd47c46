import Link from 'next/link';
import { DrillLink } from '#app/_ui/drill-link';
import { Instant } from '#app/_ui/instant';
import { Notice } from '#app/_ui/notice';
import { formatCount } from '#lib/format/number';
import type { ReportDetail } from '#lib/queries/report-detail';

/** What must be known before the numbers are read: another content, copies, shared-out days. */
export function ReportNotices({ report }: { report: ReportDetail }) {
  const { siblings, counted, copies, flags, errors } = report;
  const held = !counted && !siblings.some((sibling) => sibling.counted);
  return (
    <>
      {held ? (
        <Notice tone="warn">
          This report is <b>kept, and not counted</b>: it is not sure enough who sent it. Settings
          say <DrillLink href="/settings">which reports count</DrillLink>.
        </Notice>
      ) : null}
      {siblings.map(({ uid, messages, receivedAt, counted: other }) => (
        <Notice key={uid} tone="warn">
          The reporter sent <b>two contents</b> of this report. {whichCounts(counted, other)} See{' '}
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

function whichCounts(counted: boolean, other: boolean) {
  if (!counted && !other) return 'Neither is counted.';
  return `${counted ? 'This one' : 'The other'} is counted, so nothing is counted twice.`;
}
