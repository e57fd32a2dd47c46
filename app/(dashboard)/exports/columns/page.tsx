import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '#app/_ui/data-table';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { ColumnMeaning } from '#app/(dashboard)/exports/column-meaning';
import { requireViewer } from '#lib/auth/require-viewer';
import { DATASET_NAMES, DATASETS } from '#lib/queries/datasets';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exports.columnPage');
  return { title: t('metaTitle') };
}

/** Every column of every dataset, from the definition that writes the header. */
export default async function ColumnsPage() {
  await requireViewer();
  const t = await getTranslations('exports');
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/exports', text: t('title') }]}
        title={t('columnPage.title')}
        lead={t('columnPage.lead')}
      />
      {DATASET_NAMES.map((name) => (
        <Panel
          key={name}
          id={name}
          title={t(`dataset.${name}.text`)}
          note={t('columnPage.note', { name, version: DATASETS[name].version })}
          summary={t(`dataset.${name}.grain`)}
        >
          <DataTable
            caption={t('columnPage.caption', { name })}
            columns={[
              {
                head: t('columnPage.column'),
                className: 'font-mono text-small font-normal [overflow-wrap:anywhere]',
                cell: (column) => column.name,
              },
              {
                head: t('columnPage.meaning'),
                phone: 'keep',
                cell: (column) => <ColumnMeaning dataset={name} name={column.name} />,
              },
            ]}
            rows={DATASETS[name].columns}
            rowKey={(column) => column.name}
          />
        </Panel>
      ))}
    </PageBody>
  );
}
