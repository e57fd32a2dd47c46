import { useTranslations } from 'next-intl';
import { DataTable } from '#app/_ui/data-table';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { type Dependency, dependencies } from '#lib/queries/dependencies';

/** Every package that runs in the product, and its licence. */
export function DependenciesPanel() {
  const t = useTranslations('about');
  const f = useFormats();
  const rows = dependencies();
  return (
    <Panel title={t('software')} note={t('softwareNote', { count: f.count(rows.length) })}>
      <details className="pt-2 pb-3 open:pb-0">
        <summary className="mx-[18px] inline-flex min-h-6 cursor-pointer items-center text-note font-medium">
          {t('softwareShow')}
        </summary>
        <DataTable<Dependency>
          caption={t('software')}
          columns={[
            {
              head: t('package'),
              className: 'font-normal [overflow-wrap:anywhere]',
              cell: ({ name }) => name,
            },
            {
              head: t('itsVersion'),
              phone: 'keep',
              className: 'text-ink-2',
              cell: ({ version }) => version,
            },
            { head: t('licence'), phone: 'keep', cell: ({ licence }) => licence ?? t('unnamed') },
          ]}
          rows={rows}
          rowKey={({ name, version }) => `${name}@${version}`}
        />
      </details>
    </Panel>
  );
}
