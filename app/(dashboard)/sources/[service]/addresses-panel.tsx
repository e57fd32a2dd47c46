import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { useFormats } from '#app/_ui/use-formats';
import type { Ask } from '#app/(dashboard)/page-bar';
import { GroupsTable } from '#app/(dashboard)/sources/groups-table';
import { type SourcesView, viewHref } from '#app/(dashboard)/sources/sources-view';
import { sparksOf } from '#app/(dashboard)/sources/sparks-of';
import { mayLabel } from '#lib/auth/require-viewer';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import { groupSources } from '#lib/queries/source-groups';

type AddressesPanelProps = Ask & {
  name: string;
  pairs: readonly ClassifiedSource[];
  peeking: Peeking;
};

const MOST = 10;

/** The addresses of a service with most messages, and the way to all of them. */
export function AddressesPanel({ name, pairs, peeking, ...ask }: AddressesPanelProps) {
  const f = useFormats();
  const t = useTranslations('source.service');
  const { viewer, filter } = ask;
  const view: SourcesView = {
    tab: 'all',
    by: 'ip',
    of: `service:${name}`,
    page: 1,
    columns: null,
    map: 'strangers',
  };
  const groups = groupSources(pairs, 'ip');
  const rows = groups.slice(0, MOST);
  return (
    <Panel
      title={t('addresses')}
      note={
        groups.length > MOST ? t('noteOf', { shown: MOST, all: f.count(groups.length) }) : t('note')
      }
      action={
        <Link className="text-accent hover:underline" href={viewHref(filter, view, {})}>
          {t('allAddresses')}
        </Link>
      }
    >
      <GroupsTable
        rows={rows}
        filter={{ ...filter, sort: null }}
        view={view}
        mayLabel={mayLabel(viewer)}
        sparks={sparksOf(rows, ask)}
        peeking={peeking}
      />
    </Panel>
  );
}
