import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { type Column, DataTable } from '#app/_ui/data-table';
import { formats } from '#app/_ui/formats';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { PopoverMenu } from '#app/_ui/popover.client';
import { askGroups } from '#app/(dashboard)/asked';
import { parseFilter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import type { DomainGroup } from '#lib/queries/domain-groups';
import { type LimitedToGroup, limitedToGroups } from '#lib/queries/limited-to-groups';
import { removeGroupAction } from './actions.ts';
import { GroupForm } from './group-form.client.tsx';

/** Every group: what it holds, and what may be done with it; and a form for one more. */
export async function GroupsPanel({ viewer }: { viewer: Viewer }) {
  const [t, f] = await Promise.all([getTranslations('settings'), formats()]);
  const [groups, limited] = await Promise.all([askGroups(viewer), limitedToGroups(viewer)]);
  const columns: Column<DomainGroup>[] = [
    {
      head: t('domains.group'),
      cell: ({ name }) => (
        <Link href={pageHref('/', parseFilter({}), { group: name })} className="hover:underline">
          {name}
        </Link>
      ),
    },
    {
      head: t('domains.domains'),
      phone: 'keep',
      end: true,
      cell: ({ id, domains }) => (
        <Link href={`/settings/domains?show=${id}#domains`} className="drill">
          {f.count(domains.length)}
        </Link>
      ),
    },
    {
      head: t('domains.limited'),
      phone: 'keep',
      end: true,
      cell: ({ id }) => f.count(limited.get(id)?.accounts ?? 0),
    },
    {
      head: t('domains.note'),
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ note }) => note ?? '–',
    },
    {
      head: t('actions'),
      silent: true,
      end: true,
      phone: 'keep',
      cell: ({ id, name, note }) => (
        <span className="inline-flex flex-wrap justify-end gap-2">
          <PopoverMenu
            label={t('domains.rename')}
            title={t('domains.renameOf', { group: name })}
            align="end"
          >
            <GroupForm group={{ id, name, note }} />
          </PopoverMenu>
          <ActionButton
            action={removeGroupAction}
            fields={{ id: String(id) }}
            kind="danger"
            confirm={confirmation(name, limited.get(id))}
          >
            {t('domains.remove')}
          </ActionButton>
        </span>
      ),
    },
  ];
  /** Whom it is taken from is said before, and that it is. */
  const confirmation = (group: string, who: LimitedToGroup | undefined) => {
    const { accounts = 0, invitations = 0, tokens = 0 } = who ?? {};
    const lost = accounts + invitations + tokens === 0 ? 'nobodyLimited' : 'losing';
    const warning = t(`domains.${lost}`, { accounts, invitations, tokens });
    return t('domains.confirm', { group, warning });
  };
  return (
    <Panel title={t('domains.groups')} note={t('domains.groupsNote')} id="groups">
      {groups.length > 0 ? (
        <DataTable
          caption={t('domains.groups')}
          columns={columns}
          rows={groups}
          rowKey={({ id }) => String(id)}
        />
      ) : (
        <p className="max-w-[92ch] px-[18px] pt-1 pb-4 text-ink-2">{t('domains.noGroup')}</p>
      )}
      <div className="border-t border-line-2 px-[18px] py-4">
        <GroupForm />
      </div>
    </Panel>
  );
}
