import { useTranslations } from 'next-intl';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import type { SourceReporter } from '#lib/queries/source-reporters';

type SourceReportersProps = { reporters: readonly SourceReporter[]; filter: Filter };

/** Who saw this source, and what they saw. */
export function SourceReporters({ reporters, filter }: SourceReportersProps) {
  const f = useFormats();
  const ui = useTranslations('ui');
  const t = useTranslations('source.reporters');
  if (reporters.length === 0) return null;
  const of = (name: string) => ({ reporters: { not: false, values: [name] } });
  return (
    <Panel title={t('title')} note={t('note')}>
      <DataTable
        caption={t('caption')}
        rows={reporters}
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
          {
            head: t('last'),
            end: true,
            className: 'text-ink-2',
            cell: ({ lastDay }) => f.day(lastDay),
          },
        ]}
      />
    </Panel>
  );
}
