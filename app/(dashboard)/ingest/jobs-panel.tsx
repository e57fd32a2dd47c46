import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { JobText } from '#app/(dashboard)/job-text';
import { type JobStatus, jobStatus } from '#lib/queries/job-status';
import type { IngestAsk } from './asked.ts';

/** What the worker does every night, and what came of it. */
export async function JobsPanel({ viewer, now }: IngestAsk) {
  const t = await getTranslations('ingest.jobs');
  const jobs = await jobStatus(viewer, now);
  const columns: Column<JobStatus>[] = [
    { head: t('job'), className: 'whitespace-nowrap', cell: ({ name }) => t(`name.${name}`) },
    { head: t('result'), phone: 'keep', cell: (job) => <JobResult job={job} /> },
    {
      head: t('last'),
      phone: 'keep',
      className: 'whitespace-nowrap text-ink-2',
      cell: ({ lastAt }) => (lastAt ? <Instant at={lastAt} now={now} /> : t('notYet')),
    },
    {
      head: t('next'),
      className: 'whitespace-nowrap text-ink-2',
      cell: ({ nextAt }) => <Instant at={nextAt} />,
    },
  ];
  return (
    <Panel title={t('title')} note={t('note')}>
      {jobs.length === 0 ? (
        <Empty kind="never" title={t('empty')}>
          {t('hint')}
        </Empty>
      ) : (
        <DataTable caption={t('title')} columns={columns} rows={jobs} rowKey={({ name }) => name} />
      )}
    </Panel>
  );
}

function JobResult({ job: { state, text, told } }: { job: JobStatus }) {
  const t = useTranslations('ingest.jobs');
  switch (state) {
    case 'new':
      return <span className="text-ink-3">{t('none')}</span>;
    case 'waiting':
      return t('waiting');
    case 'running':
      return t('running');
    case 'good':
      return (
        <>
          <Glyph name="check" className="text-passed" /> <JobText text={text} told={told} />
        </>
      );
    case 'bad':
    case 'failed':
      return (
        <Trouble>
          <JobText text={text} told={told} />
        </Trouble>
      );
    case 'retrying':
      return (
        <Trouble>
          <JobText text={text} told={told} /> {t('again')}
        </Trouble>
      );
  }
}

function Trouble({ children }: { children: React.ReactNode }) {
  return (
    <span className="text-bad">
      <Glyph name="x" /> {children}
    </span>
  );
}
