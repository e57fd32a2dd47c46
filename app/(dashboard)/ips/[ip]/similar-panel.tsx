import { getTranslations } from 'next-intl/server';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { formats } from '#app/_ui/formats';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { SourceClass } from '#app/_ui/source-class';
import type { Ask } from '#app/(dashboard)/page-bar';
import { askClassified } from '#app/(dashboard)/sources/asked-sources';
import { tiedSources } from '#lib/queries/tied-sources';

type SimilarPanelProps = Ask & { ip: string; peeking: Peeking };

const MOST = 8;

/** Addresses that belong with this one, and whose they are: what is true of one mostly is of all. */
export async function SimilarPanel({ ip, peeking, viewer, filter, now }: SimilarPanelProps) {
  const [t, ui, f] = await Promise.all([
    getTranslations('source.similar'),
    getTranslations('ui'),
    formats(),
  ]);
  const { sources } = await askClassified(viewer, filter, now);
  const own = sources.find((source) => source.ip === ip);
  const similar = own ? await tiedSources(viewer, filter, own, now) : [];
  const rows = similar.slice(0, MOST);
  if (!own || rows.length === 0) return null;
  return (
    <Panel
      title={t('title')}
      note={t('note', { shown: rows.length, all: f.count(similar.length), domain: own.domain })}
    >
      <DataTable
        caption={t('caption')}
        rows={rows}
        rowKey={({ source }) => `${source.ip}`}
        peek={{
          ...peeking,
          of: ({ source }) => (source.ip ? { kind: 'ip', name: source.ip } : null),
        }}
        columns={[
          {
            head: t('source'),
            cell: ({ source }) => (
              <>
                <DrillLink href={pageHref(`/ips/${encodeURIComponent(`${source.ip}`)}`, filter)}>
                  {source.ip}
                </DrillLink>
                {source.ptr ? (
                  <span className="block text-small font-normal text-ink-3">{source.ptr}</span>
                ) : null}
              </>
            ),
          },
          {
            head: t('tie'),
            phone: 'keep',
            className: 'text-ink-2',
            cell: ({ source, tie }) =>
              t(`by.${tie}`, {
                service: source.sender?.name ?? '',
                host: source.ptrBase ?? '',
                network: `AS${source.asn}`,
              }),
          },
          {
            head: t('whose'),
            phone: 'keep',
            cell: ({ source }) => <SourceClass verdict={source.verdict} />,
          },
          {
            head: ui('messages'),
            end: true,
            phone: 'keep',
            cell: ({ source }) => f.count(source.messages),
          },
          {
            head: ui('compliance'),
            end: true,
            cell: ({ source }) => f.percent(source.passed, source.messages),
          },
        ]}
      />
    </Panel>
  );
}
