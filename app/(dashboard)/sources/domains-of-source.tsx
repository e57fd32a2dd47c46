import { useTranslations } from 'next-intl';
import { MechanismBar } from '#app/_ui/bar';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { SourceClass } from '#app/_ui/source-class';
import { useFormats } from '#app/_ui/use-formats';
import type { Filter } from '#lib/filter/filter';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import { addUp } from '#lib/queries/metrics';

type DomainsOfSourceProps = { sources: readonly ClassifiedSource[]; filter: Filter };

/** Every domain that it sends for: whose it is there, and how that mail fares. */
export function DomainsOfSource({ sources, filter }: DomainsOfSourceProps) {
  const f = useFormats();
  const ui = useTranslations('ui');
  const t = useTranslations('source.of');
  const rows = [...Map.groupBy(sources, ({ domain }) => domain)].map(([domain, members]) => ({
    ...addUp(members),
    domain,
    verdict: members[0]?.verdict ?? null,
    lastDay:
      members
        .map(({ lastDay }) => lastDay)
        .toSorted()
        .at(-1) ?? '',
  }));
  if (rows.length === 0) return null;
  return (
    <Panel title={t('title')} note={t('note')}>
      <DataTable
        caption={t('caption')}
        rows={rows}
        rowKey={({ domain }) => domain}
        columns={[
          {
            head: t('domain'),
            cell: ({ domain }) => (
              <DrillLink href={pageHref(`/domains/${domain}`, filter, { ip: null })}>
                {domain}
              </DrillLink>
            ),
          },
          {
            head: t('whose'),
            phone: 'keep',
            cell: ({ verdict }) => (verdict ? <SourceClass verdict={verdict} /> : '–'),
          },
          {
            head: ui('messages'),
            end: true,
            phone: 'keep',
            cell: ({ messages }) => f.count(messages),
          },
          {
            head: ui('compliance'),
            end: true,
            phone: 'keep',
            cell: ({ passed, messages }) => f.percent(passed, messages),
          },
          { head: t('passedBy'), cell: (row) => <MechanismBar {...row} /> },
          {
            head: 'DKIM',
            end: true,
            cell: ({ dkimAligned, messages }) => f.percent(dkimAligned, messages),
          },
          {
            head: 'SPF',
            end: true,
            cell: ({ spfAligned, messages }) => f.percent(spfAligned, messages),
          },
          {
            head: t('last'),
            end: true,
            className: 'text-ink-2',
            cell: ({ lastDay }) => f.day(lastDay),
          },
        ]}
      />
    </Panel>
  );
}
