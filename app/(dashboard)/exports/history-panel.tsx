import { getTranslations } from 'next-intl/server';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { type ExportRow, exportHistory } from '#lib/queries/export-history';

/** Who took which file out, and its fingerprint, so that a file can be known again. */
export async function HistoryPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const [t, f] = await Promise.all([getTranslations('exports.history'), formats()]);
  const rows = await exportHistory(viewer);
  const columns: Column<ExportRow>[] = [
    {
      head: t('file'),
      className: 'max-w-[30rem] font-normal [overflow-wrap:anywhere]',
      cell: ({ fileName, address }) => (
        <a href={address} download className="text-accent hover:underline">
          {fileName}
        </a>
      ),
    },
    { head: t('by'), phone: 'keep', className: 'text-ink-2', cell: ({ actor }) => actor },
    {
      head: t('when'),
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ startedAt }) => <Instant at={startedAt} now={now} />,
    },
    {
      head: t('rows'),
      end: true,
      phone: 'keep',
      // A pack of several files has no number of rows.
      cell: ({ rows: count, endedAt }) =>
        endedAt === null ? t('notWhole') : count === null ? '–' : f.count(count),
    },
    {
      head: t('size'),
      end: true,
      className: 'text-ink-2',
      cell: ({ bytes }) => (bytes === null ? '–' : f.bytes(bytes)),
    },
    {
      head: t('sha'),
      className: 'font-mono text-small text-ink-2',
      cell: ({ sha256 }) =>
        sha256 === null ? '–' : <span title={sha256}>{sha256.slice(0, 16)}…</span>,
    },
  ];
  return (
    <Panel title={t('title')} note={t('note')}>
      {rows.length === 0 ? (
        <Empty kind="never" title={t('empty')} />
      ) : (
        <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      )}
    </Panel>
  );
}
