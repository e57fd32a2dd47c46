import { getTranslations } from 'next-intl/server';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Instant } from '#app/_ui/instant';
import { pageHref } from '#app/_ui/page-href';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { freezePeriod, resolvePeriod } from '#lib/filter/period';
import { type AuditRow, auditLog } from '#lib/queries/audit-log';
import { type AuditAsk, PATH } from './asked.ts';
import { DeedText } from './deed-text.tsx';
import { FactChanges } from './fact-changes.tsx';

/** Who did what to what, newest first, and the same as a file. */
export async function AuditListPanel({ viewer, filter, now }: AuditAsk) {
  const [t, f] = await Promise.all([getTranslations('audit.page'), formats()]);
  const { rows, next } = await auditLog(viewer, filter, { now });
  const { from, to } = resolvePeriod(filter.period, now);
  const columns: Column<AuditRow>[] = [
    {
      head: t('who'),
      className: 'align-top whitespace-nowrap',
      cell: ({ actor }) => actor,
    },
    {
      head: t('when'),
      phone: 'keep',
      className: 'align-top text-ink-2',
      cell: ({ at }) => <Instant at={at} />,
    },
    {
      head: t('what'),
      phone: 'keep',
      className: 'align-top min-w-44',
      cell: ({ action }) => <DeedText action={action} />,
    },
    {
      head: t('subject'),
      phone: 'keep',
      className: 'align-top max-w-[22rem] [overflow-wrap:anywhere]',
      cell: ({ subject }) => subject,
    },
    {
      head: t('change'),
      phone: 'keep',
      className: 'align-top max-w-[30rem]',
      cell: (row) => <FactChanges {...row} />,
    },
  ];
  return (
    <Panel
      title={t('entries')}
      note={f.days(from, to)}
      action={
        <span className="flex gap-4">
          {FORMS.map((form) => (
            <a
              key={form}
              href={fileHref(filter, form, now)}
              download
              className="text-accent hover:underline"
            >
              {t(form)}
            </a>
          ))}
        </span>
      }
    >
      {rows.length === 0 ? (
        <Empty kind="range" title={t('none')}>
          {t('noneHint')}
        </Empty>
      ) : (
        <>
          <DataTable
            caption={t('caption')}
            columns={columns}
            rows={rows}
            rowKey={({ at, ...row }) => `${at.toISOString()} ${JSON.stringify(row)}`}
          />
          <Pagination
            shown={t('onThisPage', { count: rows.length })}
            first={filter.cursor ? pageHref(PATH, filter) : null}
            next={next ? pageHref(PATH, filter, { cursor: next }) : null}
          />
        </>
      )}
    </Panel>
  );
}

const FORMS = ['csv', 'jsonl'] as const;

/** With fixed dates: a file is for keeping. */
function fileHref(filter: Filter, form: (typeof FORMS)[number], now: Date) {
  const period = freezePeriod(filter.period, now);
  const search = new URLSearchParams(filterToSearch(filter, { period }));
  if (form === 'csv') for (const name of ['guard', 'bom']) search.set(name, '1');
  return `/api/v1/export/audit-log.${form}?${search}`;
}
