import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { formatBytes } from '#lib/format/bytes';
import { formatCount } from '#lib/format/number';
import { type ExportRow, exportHistory } from '#lib/queries/export-history';

/** Who took which file out, and its fingerprint, so that a file can be known again. */
export async function HistoryPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const rows = await exportHistory(viewer);
  const columns: Column<ExportRow>[] = [
    {
      head: 'File',
      className: 'max-w-[30rem] font-normal [overflow-wrap:anywhere]',
      cell: ({ fileName, address }) => (
        <a href={address} download className="text-accent hover:underline">
          {fileName}
        </a>
      ),
    },
    { head: 'By', phone: 'keep', className: 'text-ink-2', cell: ({ actor }) => actor },
    {
      head: 'When',
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ startedAt }) => <Instant at={startedAt} now={now} />,
    },
    {
      head: 'Rows',
      end: true,
      phone: 'keep',
      cell: ({ rows: count }) => (count === null ? 'not whole' : formatCount(count)),
    },
    {
      head: 'Size',
      end: true,
      className: 'text-ink-2',
      cell: ({ bytes }) => (bytes === null ? '–' : formatBytes(bytes)),
    },
    {
      head: 'SHA-256 of the data',
      className: 'font-mono text-small text-ink-2',
      cell: ({ sha256 }) =>
        sha256 === null ? '–' : <span title={sha256}>{sha256.slice(0, 16)}…</span>,
    },
  ];
  return (
    <Panel title="History" note="every file that was taken out, newest first">
      {rows.length === 0 ? (
        <Empty kind="never" title="No file has been taken out yet" />
      ) : (
        <DataTable
          caption="Files taken out"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}
