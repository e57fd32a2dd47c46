import Link from 'next/link';
import { Notice } from '#app/_ui/notice';
import { filterToSearch } from '#lib/filter/filter';
import { formatCount, formatPercent } from '#lib/format/number';
import { askTotals } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

/** M8: mail that passed and was blocked all the same; nothing where there is none. */
export async function BlockedNotice({ viewer, filter, now }: Ask) {
  const { passedButBlocked, passed } = await askTotals(viewer, filter, now);
  if (passedButBlocked === 0) return null;
  const search = filterToSearch(filter, {
    outcomes: { not: false, values: ['passed'] },
    disposition: { not: false, values: ['quarantine', 'reject'] },
  });
  return (
    <Notice>
      <b>{formatCount(passedButBlocked)}</b> messages ({formatPercent(passedButBlocked, passed)} of
      what passed) were quarantined or rejected although they passed DMARC. That is the receiver’s
      own judgement of their content or sender, and no policy of yours changes it.{' '}
      <Link className="text-accent underline" href={`/reports${search}`}>
        Look who reports it
      </Link>
    </Notice>
  );
}
