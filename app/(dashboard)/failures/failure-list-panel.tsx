import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref, unfilteredHref } from '#app/_ui/page-href';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import type { Formats } from '#lib/format/formats';
import { type FailureReportPage, failureReportList } from '#lib/queries/failure-report-list';
import type { Words } from '#lib/words/translate';
import { FailuresTable } from './failures-table.tsx';

const PATH = '/failures';

/** The failure reports of the period, newest first. */
export async function FailureListPanel({ viewer, filter, now }: Ask) {
  const [t, f] = await Promise.all([getTranslations('failures'), formats()]);
  const { rows, next, totals } = await failureReportList(viewer, filter, { now });
  return (
    <Panel title={t('reports')} note={t('newestFirst')} summary={inWords(totals, t, f)}>
      {rows.length === 0 ? (
        <NoFailure filter={filter} />
      ) : (
        <>
          <FailuresTable rows={rows} now={now} />
          <Pagination
            shown={t('onThisPage', { n: rows.length, count: f.count(rows.length) })}
            first={filter.cursor ? PATH + filterToSearch(filter, { cursor: null }) : null}
            next={next ? PATH + filterToSearch(filter, { cursor: next }) : null}
          />
        </>
      )}
    </Panel>
  );
}

function inWords(totals: FailureReportPage['totals'], t: Words<'failures'>, f: Formats) {
  const { reports, mails, reporters } = totals;
  if (reports === 0) return undefined;
  return t('summary', {
    ...totals,
    told: f.count(reports),
    mailsToldOf: f.count(mails),
    from: f.count(reporters),
  });
}

function NoFailure({ filter }: { filter: Filter }) {
  const t = useTranslations('failures.none');
  const cleared = unfilteredHref(PATH, filter);
  if (cleared !== pageHref(PATH, filter)) {
    return (
      <Empty kind="filtered" title={t('filtered')} action={{ href: cleared, text: t('clear') }} />
    );
  }
  const year = { kind: 'relative', range: '12m' } as const;
  return (
    <Empty
      kind="range"
      title={t('range')}
      action={{ href: pageHref(PATH, filter, { period: year }), text: t('year') }}
    >
      {t.rich('hint', {
        code: (text) => <code className="font-mono text-[12px]">{text}</code>,
      })}
    </Empty>
  );
}
