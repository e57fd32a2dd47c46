import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import type { RunRow } from '#lib/queries/run-list';
import { askStatus, type IngestAsk } from './asked.ts';

/** The newest runs, those that go on first, and what each brought. */
export async function RunsPanel({ viewer, now }: IngestAsk) {
  const [t, f] = await Promise.all([getTranslations('ingest.runs'), formats()]);
  const { runs } = await askStatus(viewer, now);
  const columns: Column<RunRow>[] = [
    { head: t('run'), cell: (run) => <RunName run={run} /> },
    {
      head: t('began'),
      className: 'text-ink-2',
      cell: ({ startedAt }) => <Instant at={startedAt} now={now} />,
    },
    { head: t('state'), phone: 'keep', cell: (run) => <RunState run={run} /> },
    { head: t('fetched'), end: true, phone: 'keep', cell: ({ done }) => f.count(done) },
    { head: t('reports'), end: true, phone: 'keep', cell: ({ stored }) => f.count(stored) },
    { head: t('known'), end: true, cell: ({ duplicates }) => f.count(duplicates) },
    { head: t('refused'), end: true, cell: ({ quarantined }) => f.count(quarantined) },
    { head: t('messages'), end: true, cell: ({ messages }) => f.count(messages) },
    { head: t('size'), end: true, cell: ({ bytes }) => f.bytes(bytes) },
  ];
  return (
    <Panel title={t('title')} note={t('note')}>
      {runs.length === 0 ? (
        <Empty kind="never" title={t('empty')}>
          {t('hint')}
        </Empty>
      ) : (
        <DataTable caption={t('title')} columns={columns} rows={runs} rowKey={({ id }) => id} />
      )}
    </Panel>
  );
}

function RunName({ run: { label, origin } }: { run: RunRow }) {
  const t = useTranslations('ingest.origin');
  return (
    <>
      {label}{' '}
      <span className="font-normal text-ink-3">
        {label.toLowerCase().startsWith(t(origin).toLowerCase()) ? null : t(origin)}
      </span>
    </>
  );
}

function RunState({ run: { progress, error, startedAt, updatedAt, endedAt } }: { run: RunRow }) {
  const t = useTranslations('ingest.runs');
  const f = useFormats();
  if (progress) {
    return (
      <span className="whitespace-nowrap text-ink-2">
        <Glyph name="clock" className="text-passed" />{' '}
        {t('reading', { duration: f.duration(secondsOf(startedAt, updatedAt)) })}
      </span>
    );
  }
  if (error) {
    return (
      <span lang="en" className="text-bad">
        <Glyph name="x" /> {error}
      </span>
    );
  }
  if (!endedAt) return <span className="text-ink-3">{t('brokeOff')}</span>;
  return (
    <span className="whitespace-nowrap text-ink-2">
      <Glyph name="check" className="text-passed" />{' '}
      {t('done', { duration: f.duration(secondsOf(startedAt, endedAt)) })}
    </span>
  );
}

function secondsOf(from: Date, to: Date) {
  return (to.getTime() - from.getTime()) / 1000;
}
