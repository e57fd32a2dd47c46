import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Notice } from '#app/_ui/notice';
import { filterToSearch } from '#lib/filter/filter';
import { askTotals } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

/** M8: mail that passed and was blocked all the same; nothing where there is none. */
export async function BlockedNotice({ viewer, filter, now }: Ask) {
  const t = await getTranslations('overview');
  const f = await formats();
  const { passedButBlocked, passed } = await askTotals(viewer, filter, now);
  if (passedButBlocked === 0) return null;
  const search = filterToSearch(filter, {
    outcomes: { not: false, values: ['passed'] },
    disposition: { not: false, values: ['quarantine', 'reject'] },
  });
  return (
    <Notice>
      {t.rich('blocked', {
        count: f.count(passedButBlocked),
        share: f.percent(passedButBlocked, passed),
        b: (text) => <b>{text}</b>,
        a: (text) => (
          <Link className="text-accent underline" href={`/reports${search}`}>
            {text}
          </Link>
        ),
      })}
    </Notice>
  );
}
