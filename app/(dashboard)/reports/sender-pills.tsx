import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { pageHref } from '#app/_ui/page-href';
import { useFormats } from '#app/_ui/use-formats';
import type { Ask } from '#app/(dashboard)/page-bar';
import { VERDICT_ICONS } from '#lib/format/label';
import { type VerdictCount, verdictCounts } from '#lib/queries/verdict-counts';

/** The reports of the period by how sure it is who sent them; each leads to those alone. */
export async function SenderPills({ viewer, filter, now, path }: Ask & { path: string }) {
  const f = await formats();
  const label = await getTranslations('label.verdict');
  const t = await getTranslations('sender');
  const counts = await verdictCounts(viewer, filter, now);
  if (counts.length === 0) return null;
  const { not, values } = filter.verdicts;
  const isCurrent = (verdict: VerdictCount['verdict']) =>
    !not && values.length === 1 && values[0] === verdict;
  return (
    <ul aria-label={t('pills')} className="flex flex-wrap gap-1.5 px-[18px] pt-3">
      <li>
        <Pill
          href={pageHref(path, filter, { verdicts: { not: false, values: [] } })}
          current={values.length === 0}
          count={counts.reduce((sum, { reports }) => sum + reports, 0)}
        >
          {t('any')}
        </Pill>
      </li>
      {counts.map(({ verdict, reports, held }) => (
        <li key={verdict}>
          <Pill
            href={pageHref(path, filter, { verdicts: { not: false, values: [verdict] } })}
            current={isCurrent(verdict)}
            count={reports}
            {...(held > 0 ? { note: t('held', { count: f.count(held) }) } : {})}
          >
            <Glyph name={VERDICT_ICONS[verdict]} className="mt-[3px]" />
            {label(`${verdict}.text`)}
          </Pill>
        </li>
      ))}
    </ul>
  );
}

type PillProps = {
  href: string;
  current: boolean;
  count: number;
  note?: string;
  children: React.ReactNode;
};

function Pill({ href, current, count, note, children }: PillProps) {
  const f = useFormats();
  return (
    <Link
      prefetch={false}
      href={href}
      scroll={false}
      aria-current={current ? 'true' : undefined}
      className="inline-flex gap-1.5 rounded-full px-2.5 py-1 text-note text-ink-2 hover:bg-hover aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
    >
      {children}
      <span className="text-ink-3">{f.count(count)}</span>
      {note ? <span className="font-normal text-ink-3">{note}</span> : null}
    </Link>
  );
}
