import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { NoMatch } from '#app/_ui/no-match';
import { Notice } from '#app/_ui/notice';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import type { Ask } from '#app/(dashboard)/page-bar';
import { type ReporterTable, reporterTable } from '#lib/queries/reporter-table';
import { CoverageCalendar } from './coverage-calendar.tsx';
import { ReporterFactsTable } from './reporter-facts-table.tsx';

/** Who reports about the domain, how fully and how late, and who no longer does. */
export async function ReportersTab({ viewer, filter, now }: Ask) {
  const t = await getTranslations('domain');
  const { rows, missing } = await reporterTable(viewer, filter, now);
  return (
    <>
      <Missing missing={missing} />
      <Panel title={t('reporter.title')} note={t('reporter.note')}>
        {rows.length === 0 ? (
          <NoMatch
            viewer={viewer}
            path={`/domains/${filter.domains[0]}?tab=reporters`}
            filter={filter}
            what="reporter"
          />
        ) : (
          <ReporterFactsTable rows={rows} filter={filter} now={now} />
        )}
      </Panel>
      <Panel title={t('coverage.title')} note={t('coverage.note')}>
        {rows.length === 0 ? (
          <Empty kind="range" title={t('coverage.nobody')} />
        ) : (
          <CoverageCalendar rows={rows} />
        )}
      </Panel>
    </>
  );
}

function Missing({ missing }: Pick<ReporterTable, 'missing'>) {
  const f = useFormats();
  const t = useTranslations('domain.reporter');
  if (missing.length === 0) return null;
  const names = missing.map(({ name, days }) => t('silentName', { name, days: f.count(days) }));
  return <Notice tone="warn">{t('silent', { names: names.join(', ') })}</Notice>;
}
