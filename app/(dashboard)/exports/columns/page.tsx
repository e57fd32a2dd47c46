import type { Metadata } from 'next';
import { DataTable } from '#app/_ui/data-table';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { DATASET_WORDS } from '#app/(dashboard)/exports/dataset-words';
import { requireViewer } from '#lib/auth/require-viewer';
import { DATASET_NAMES, DATASETS } from '#lib/queries/datasets';

export const metadata: Metadata = { title: 'Columns of exports' };

/** Every column of every dataset, from the definition that writes the header. */
export default async function ColumnsPage() {
  await requireViewer();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/exports', text: 'Exports' }]}
        title="Columns"
        lead="A column keeps its name and its meaning for ever; a new version of a dataset only adds columns at the end. Days and instants are UTC, an empty cell is a value that is not known."
      />
      {DATASET_NAMES.map((name) => (
        <Panel
          key={name}
          id={name}
          title={DATASET_WORDS[name].text}
          note={`${name}, version ${DATASETS[name].version}`}
          summary={DATASET_WORDS[name].grain}
        >
          <DataTable
            caption={`Columns of ${name}`}
            columns={[
              {
                head: 'Column',
                className: 'font-mono text-small font-normal [overflow-wrap:anywhere]',
                cell: (column) => column.name,
              },
              { head: 'Meaning', phone: 'keep', cell: (column) => column.doc },
            ]}
            rows={DATASETS[name].columns}
            rowKey={(column) => column.name}
          />
        </Panel>
      ))}
    </PageBody>
  );
}
