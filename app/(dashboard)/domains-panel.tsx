import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Badge, PolicyBadge } from '#app/_ui/badge';
import { ShareBar } from '#app/_ui/bar';
import { ButtonLink } from '#app/_ui/button';
import { DataTable } from '#app/_ui/data-table';
import { DomainName } from '#app/_ui/domain-name';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { Sparkline } from '#app/_ui/sparkline';
import type { DomainRow } from '#lib/queries/domain-list';
import { domainSparks } from '#lib/queries/domain-sparks';
import { askDomains, askGroups } from './asked.tsx';
import { AuthorisedCell, ReviewCell } from './domain-classes.tsx';
import { AT_FIRST, DomainParts, type DomainsShown, isShown, shownInPath } from './domain-parts.tsx';
import { GroupParts } from './group-parts.tsx';
import type { Ask } from './page-bar.tsx';
import { DomainTick, TickedDomains } from './ticked-domains.tsx';

type DomainsPanelProps = Ask & { path: string; shown: DomainsShown };

/** Every domain in scope, with what it asks of receivers and how its mail fares. */
export async function DomainsPanel({ path, shown, ...ask }: DomainsPanelProps) {
  const f = await formats();
  const t = await getTranslations('overview');
  const ui = await getTranslations('ui');
  const { viewer, filter, now } = ask;
  const [all, groups] = await Promise.all([askDomains(viewer, filter, now), askGroups(viewer)]);
  const rows = all.filter((row) => isShown(row, shown));
  const listed = shown.whole ? rows : rows.slice(0, AT_FIRST);
  const names = listed.map(({ name }) => name);
  const sparks = await domainSparks(viewer, filter, names, now);
  const several = all.length > 1;
  const messages = rows.reduce((sum, row) => sum + row.messages, 0);
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  return (
    <Panel title={t('domains.title')} note={t('domains.note')} id="domains">
      {several ? <DomainParts rows={all} shown={shown} path={path} filter={filter} /> : null}
      <GroupParts groups={groups} path={path} filter={filter} />
      {all.length === 0 ? (
        <Empty
          kind="never"
          title={t('domains.none')}
          action={{ href: '/ingest', text: t('domains.bring') }}
        >
          {t('domains.appear')}
        </Empty>
      ) : (
        <DataTable
          caption={t('domains.caption')}
          rows={listed}
          rowKey={({ name }) => name}
          columns={[
            {
              head: t('domains.domain'),
              cell: ({ name, unicode, parked }) => (
                <span className="flex items-start gap-2.5">
                  {several ? <DomainTick name={name} unicode={unicode} /> : null}
                  <DrillLink href={pageHref(`/domains/${name}`, filter)}>
                    <DomainName name={name} unicode={unicode} />
                  </DrillLink>
                  {parked ? <Badge tone="quiet">{ui('parked')}</Badge> : null}
                </span>
              ),
              foot:
                rows.length > 1 ? t('domains.count', { count: f.count(rows.length) }) : undefined,
            },
            {
              head: t('domains.policy'),
              phone: 'keep',
              cell: ({ policy }) => <Policy policy={policy} />,
            },
            {
              head: ui('messages'),
              end: true,
              phone: 'keep',
              cell: (row) => f.count(row.messages),
              foot: rows.length > 1 ? f.count(messages) : undefined,
            },
            {
              head: t('domains.overTime'),
              cell: ({ name }) => <Sparkline values={sparks.get(name) ?? []} />,
            },
            {
              head: ui('compliance'),
              end: true,
              phone: 'keep',
              cell: (row) => f.percent(row.passed, row.messages),
              foot: rows.length > 1 ? f.percent(passed, messages) : undefined,
            },
            {
              head: t('domains.bar'),
              cell: (row) => <ShareBar passed={row.passed} failed={row.failed} />,
            },
            {
              head: t('domains.authorised'),
              end: true,
              cell: ({ name }) => <AuthorisedCell domain={name} ask={ask} />,
            },
            {
              head: t('domains.review'),
              end: true,
              phone: 'keep',
              cell: ({ name }) => <ReviewCell domain={name} ask={ask} />,
            },
            {
              head: t('domains.last'),
              cell: ({ lastReportAt }) =>
                lastReportAt ? f.ago(lastReportAt, now) : t('domains.never'),
            },
            {
              head: t('domains.attention'),
              className: 'text-ink-2',
              cell: ({ attention }) => (attention ? t(`domains.why.${attention}`) : '–'),
            },
          ]}
        />
      )}
      {listed.length < rows.length ? (
        <nav
          aria-label={ui('pagesOfList')}
          className="flex items-center justify-between border-line border-t px-[18px] py-2.5 text-ink-3 text-note print:hidden"
        >
          {t('domains.first', { shown: f.count(listed.length), count: f.count(rows.length) })}
          <ButtonLink
            href={pageHref(pagePath(path, shownInPath({ ...shown, whole: true })), filter)}
            small
          >
            {t('domains.showAll')}
          </ButtonLink>
        </nav>
      ) : null}
      {several && rows.length > 0 ? <TickedDomains viewer={viewer} filter={filter} /> : null}
    </Panel>
  );
}

function Policy({ policy }: Pick<DomainRow, 'policy'>) {
  const t = useTranslations('overview');
  if (policy === null) return <span className="text-ink-3">–</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <PolicyBadge policy={policy.p} />
      {policy.sp !== null && policy.sp !== policy.p ? (
        <code className="font-mono text-small text-ink-3">{`sp=${policy.sp}`}</code>
      ) : null}
      {policy.testing ? (
        <span className="text-small text-ink-3">{t('domains.testing')}</span>
      ) : null}
    </span>
  );
}
