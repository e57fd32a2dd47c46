import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { formatBytes } from '#lib/format/bytes';
import { formatDuration } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import type { RunRow } from '#lib/queries/run-list';
import { askStatus, type IngestAsk } from './asked.ts';

/** The newest runs, those that go on first, and what each brought. */
export async function RunsPanel({ viewer, now }: IngestAsk) {
  const { runs } = await askStatus(viewer, now);
  const columns: Column<RunRow>[] = [
    { head: 'Run', cell: (run) => <RunName run={run} /> },
    {
      head: 'Began',
      className: 'text-ink-2',
      cell: ({ startedAt }) => <Instant at={startedAt} now={now} />,
    },
    { head: 'State', phone: 'keep', cell: (run) => <RunState run={run} /> },
    { head: 'Fetched', end: true, phone: 'keep', cell: ({ done }) => formatCount(done) },
    { head: 'Reports', end: true, phone: 'keep', cell: ({ stored }) => formatCount(stored) },
    { head: 'Known already', end: true, cell: ({ duplicates }) => formatCount(duplicates) },
    { head: 'Not readable', end: true, cell: ({ quarantined }) => formatCount(quarantined) },
    { head: 'Messages', end: true, cell: ({ messages }) => formatCount(messages) },
    { head: 'Size', end: true, cell: ({ bytes }) => formatBytes(bytes) },
  ];
  return (
    <Panel title="Runs" note="newest first">
      {runs.length === 0 ? (
        <Empty kind="never" title="Nothing has run yet">
          A run is one look into a mailbox, or one import.
        </Empty>
      ) : (
        <DataTable caption="Runs" columns={columns} rows={runs} rowKey={({ id }) => id} />
      )}
    </Panel>
  );
}

const ORIGINS = {
  mailbox: 'mailbox',
  upload: 'upload',
  import: 'import',
  api: 'API',
  demo: 'demo',
} as const satisfies Record<RunRow['origin'], string>;

function RunName({ run: { label, origin } }: { run: RunRow }) {
  return (
    <>
      {label}{' '}
      <span className="font-normal text-ink-3">
        {label.toLowerCase().startsWith(ORIGINS[origin].toLowerCase()) ? '' : ORIGINS[origin]}
      </span>
    </>
  );
}

function RunState({ run: { progress, error, startedAt, updatedAt, endedAt } }: { run: RunRow }) {
  if (progress) {
    return (
      <span className="whitespace-nowrap text-ink-2">
        <Glyph name="clock" className="text-passed" /> reading,{' '}
        {formatDuration(secondsOf(startedAt, updatedAt))} so far
      </span>
    );
  }
  if (error) {
    return (
      <span className="text-bad">
        <Glyph name="x" /> {error}
      </span>
    );
  }
  if (!endedAt) return <span className="text-ink-3">broke off</span>;
  return (
    <span className="whitespace-nowrap text-ink-2">
      <Glyph name="check" className="text-passed" /> done in{' '}
      {formatDuration(secondsOf(startedAt, endedAt))}
    </span>
  );
}

function secondsOf(from: Date, to: Date) {
  return (to.getTime() - from.getTime()) / 1000;
}
