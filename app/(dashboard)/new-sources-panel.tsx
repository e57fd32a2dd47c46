import { getTranslations } from 'next-intl/server';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { unicodeDomain } from '#lib/domain-name';
import { newSources } from '#lib/queries/new-sources';
import type { Ask } from './page-bar.tsx';

/** M17: who began to send in this period. Nothing where it cannot be told, as of a young domain. */
export async function NewSourcesPanel({
  viewer,
  filter,
  now,
  peeking,
}: Ask & { peeking: Peeking }) {
  const f = await formats();
  const ui = await getTranslations('ui');
  const t = await getTranslations('overview');
  const { domains, sources, messages, rows } = await newSources(viewer, filter, { now });
  if (domains === 0) return null;
  return (
    <Panel
      title={t('new.title')}
      note={
        sources > rows.length
          ? t('new.note', { shown: rows.length, all: f.count(sources) })
          : undefined
      }
      summary={
        sources === 0
          ? undefined
          : t('new.summary', {
              n: sources,
              count: f.count(sources),
              messages: f.compact(messages),
            })
      }
    >
      {rows.length === 0 ? (
        <Empty kind="good" title={t('new.none')} />
      ) : (
        <DataTable
          caption={t('new.caption')}
          rows={rows}
          rowKey={({ ip, domain }) => `${ip} ${domain}`}
          peek={{ ...peeking, of: ({ ip }) => ({ kind: 'ip', name: ip }) }}
          columns={[
            {
              head: t('new.source'),
              cell: ({ ip, ptr }) => (
                <>
                  <DrillLink href={pageHref(`/ips/${encodeURIComponent(ip)}`, filter)}>
                    {ip}
                  </DrillLink>
                  {ptr ? (
                    <span className="block text-small font-normal text-ink-3">{ptr}</span>
                  ) : null}
                </>
              ),
            },
            {
              head: t('new.for'),
              className: 'text-ink-2',
              phone: 'keep',
              cell: ({ domain }) => unicodeDomain(domain),
            },
            { head: t('new.first'), phone: 'keep', cell: ({ firstDay }) => f.day(firstDay) },
            { head: t('new.last'), cell: ({ lastDay }) => f.day(lastDay) },
            {
              head: ui('messages'),
              end: true,
              phone: 'keep',
              cell: (row) => f.count(row.messages),
              foot: sources === rows.length ? f.count(messages) : undefined,
            },
            {
              head: ui('compliance'),
              end: true,
              phone: 'keep',
              cell: (row) => f.percent(row.passed, row.messages),
            },
          ]}
        />
      )}
    </Panel>
  );
}
