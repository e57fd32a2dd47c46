import { getTranslations } from 'next-intl/server';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { formats } from '#app/_ui/formats';
import { NoMatch } from '#app/_ui/no-match';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { reporterList } from '#lib/queries/reporter-list';

/** Who reports about this domain, how fully and how late. */
export async function ReportersPanel({ viewer, filter, now }: Ask) {
  const f = await formats();
  const t = await getTranslations('domain.reporter');
  const ui = await getTranslations('ui');
  const rows = await reporterList(viewer, filter, now);
  const { days } = resolvePeriod(filter.period, now);
  const of = (name: string) => ({ reporters: { not: false, values: [name] } });
  return (
    <Panel title={t('title')} note={t('note')}>
      {rows.length === 0 ? (
        <NoMatch
          viewer={viewer}
          path={`/domains/${filter.domains[0]}`}
          filter={filter}
          what="reporter"
        />
      ) : (
        <DataTable
          caption={t('caption')}
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            {
              head: t('reporter'),
              cell: ({ name }) => (
                <DrillLink href={`/reports${filterToSearch(filter, of(name))}`}>{name}</DrillLink>
              ),
            },
            {
              head: ui('messages'),
              end: true,
              phone: 'keep',
              cell: ({ messages }) => f.count(messages),
            },
            {
              head: ui('compliance'),
              end: true,
              phone: 'keep',
              cell: ({ passed, messages }) => f.percent(passed, messages),
            },
            { head: t('reports'), end: true, cell: ({ reports }) => f.count(reports) },
            {
              head: t('daysReported'),
              end: true,
              cell: ({ daysReported }) =>
                t('daysOf', { part: f.count(daysReported), whole: f.count(days) }),
            },
            {
              head: t('after'),
              end: true,
              cell: ({ lagP50Seconds, lagP95Seconds }) => (
                <span title={t('within', { duration: f.duration(Math.max(0, lagP95Seconds)) })}>
                  {f.duration(Math.max(0, lagP50Seconds))}
                </span>
              ),
            },
            {
              head: t('until'),
              end: true,
              className: 'text-ink-2',
              cell: ({ lastEnd }) => f.ago(lastEnd, now),
            },
          ]}
        />
      )}
    </Panel>
  );
}
