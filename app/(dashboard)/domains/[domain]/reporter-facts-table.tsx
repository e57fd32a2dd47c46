import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { useFormats } from '#app/_ui/use-formats';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import type { ReporterFacts } from '#lib/queries/reporter-table';

const DIALECTS = { rfc7489: 'RFC 7489', rfc9990: 'RFC 9990' } as const;

type ReporterFactsTableProps = { rows: readonly ReporterFacts[]; filter: Filter; now: Date };

/** A line for each reporter of the period, those with most messages first. */
export function ReporterFactsTable({ rows, filter, now }: ReporterFactsTableProps) {
  const f = useFormats();
  const t = useTranslations('domain.reporter');
  const ui = useTranslations('ui');
  const of = (name: string) => ({ reporters: { not: false, values: [name] } });
  const columns: readonly Column<ReporterFacts>[] = [
    {
      head: t('reporter'),
      cell: ({ name }) => (
        <DrillLink href={`/reports${filterToSearch(filter, of(name))}`}>{name}</DrillLink>
      ),
    },
    { head: t('reports'), end: true, cell: ({ reports }) => f.count(reports) },
    {
      head: t('days'),
      end: true,
      phone: 'keep',
      cell: ({ daysReported, daysExpected }) =>
        t('daysOf', { part: f.count(daysReported), whole: f.count(daysExpected) }),
    },
    {
      head: ui('messages'),
      end: true,
      phone: 'keep',
      cell: ({ messages }) => f.count(messages),
    },
    { head: t('share'), end: true, cell: ({ share }) => f.share(share) },
    {
      head: ui('compliance'),
      end: true,
      phone: 'keep',
      cell: ({ passed, messages }) => f.percent(passed, messages),
    },
    { head: t('overrides'), end: true, cell: ({ overrides }) => f.count(overrides) },
    {
      head: t('after'),
      end: true,
      cell: ({ lagP50Seconds, lagP95Seconds }) => (
        <>
          {f.duration(Math.max(0, lagP50Seconds))}
          <span className="block text-small text-ink-3">
            {t('within', { duration: f.duration(Math.max(0, lagP95Seconds)) })}
          </span>
        </>
      ),
    },
    {
      head: t('until'),
      end: true,
      className: 'text-ink-2',
      cell: ({ lastEnd }) => f.ago(lastEnd, now),
    },
    {
      head: t('schema'),
      className: 'text-ink-2',
      cell: ({ dialects }) => dialects.map((dialect) => DIALECTS[dialect]).join(', '),
    },
    { head: t('inconsistent'), end: true, cell: ({ inconsistent }) => f.count(inconsistent) },
  ];
  return (
    <DataTable caption={t('caption')} rows={rows} rowKey={({ name }) => name} columns={columns} />
  );
}
