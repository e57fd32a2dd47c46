import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { pageHref } from '#app/_ui/page-href';
import { PillLink } from '#app/_ui/pill-link';
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
        <PillLink
          href={pageHref(path, filter, { verdicts: { not: false, values: [] } })}
          current={values.length === 0}
          count={counts.reduce((sum, { reports }) => sum + reports, 0)}
        >
          {t('any')}
        </PillLink>
      </li>
      {counts.map(({ verdict, reports, held }) => (
        <li key={verdict}>
          <PillLink
            href={pageHref(path, filter, { verdicts: { not: false, values: [verdict] } })}
            current={isCurrent(verdict)}
            count={reports}
            {...(held > 0 ? { note: t('held', { count: f.count(held) }) } : {})}
          >
            <Glyph name={VERDICT_ICONS[verdict]} className="mt-[3px]" />
            {label(`${verdict}.text`)}
          </PillLink>
        </li>
      ))}
    </ul>
  );
}
