import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { type JobStatus, jobStatus } from '#lib/queries/job-status';
import type { IngestAsk } from './asked.ts';

/** What the worker does every night, and what came of it. */
export async function JobsPanel({ viewer, now }: IngestAsk) {
  const jobs = await jobStatus(viewer, now);
  const columns: Column<JobStatus>[] = [
    { head: 'Job', className: 'whitespace-nowrap', cell: ({ name }) => NAMES[name] },
    { head: 'Result', phone: 'keep', cell: (job) => <JobResult job={job} /> },
    {
      head: 'Last run',
      phone: 'keep',
      className: 'whitespace-nowrap text-ink-2',
      cell: ({ lastAt }) => (lastAt ? <Instant at={lastAt} now={now} /> : 'not yet'),
    },
    {
      head: 'Next',
      className: 'whitespace-nowrap text-ink-2',
      cell: ({ nextAt }) => <Instant at={nextAt} />,
    },
  ];
  return (
    <Panel title="Nightly jobs" note="what the worker does besides polling">
      {jobs.length === 0 ? (
        <Empty kind="never" title="No worker has started yet">
          The jobs run beside the polling: npm start, or npm run worker.
        </Empty>
      ) : (
        <DataTable
          caption="Nightly jobs"
          columns={columns}
          rows={jobs}
          rowKey={({ name }) => name}
        />
      )}
    </Panel>
  );
}

const NAMES = {
  names: 'Look From domains up',
  retention: 'Retention',
  sources: 'Name the sources',
  sums: 'Add the sources up',
  verify: 'Prove the roll-up',
} as const satisfies Record<JobStatus['name'], string>;

function JobResult({ job: { state, text } }: { job: JobStatus }) {
  switch (state) {
    case 'new':
      return <span className="text-ink-3">none yet</span>;
    case 'waiting':
      return 'waits for a worker';
    case 'running':
      return 'running';
    case 'good':
      return (
        <>
          <Glyph name="check" className="text-passed" /> {text}
        </>
      );
    case 'bad':
    case 'failed':
      return <Trouble>{text}</Trouble>;
    case 'retrying':
      return <Trouble>{text} It will be tried again.</Trouble>;
  }
}

function Trouble({ children }: { children: React.ReactNode }) {
  return (
    <span className="text-bad">
      <Glyph name="x" /> {children}
    </span>
  );
}
