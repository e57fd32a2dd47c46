import { useTranslations } from 'next-intl';
import { pageHref } from '#app/_ui/page-href';
import { PillLink } from '#app/_ui/pill-link';
import type { Filter } from '#lib/filter/filter';
import { groupKey } from '#lib/filter/group-key';
import type { DomainGroup } from '#lib/queries/domain-groups';

type GroupPartsProps = { groups: readonly DomainGroup[]; path: string; filter: Filter };

/** The groups that a page may be narrowed to; the one it is narrowed to leads back to all. */
export function GroupParts({ groups, path, filter }: GroupPartsProps) {
  const t = useTranslations('overview.domains');
  const current = filter.group && groupKey(filter.group);
  const shown = groups.filter(
    ({ name, domains }) => domains.length > 0 || groupKey(name) === current,
  );
  if (shown.length === 0) return null;
  return (
    <ul
      aria-label={t('groups')}
      className="flex flex-wrap items-baseline gap-1.5 px-[18px] pt-1.5 text-note text-ink-3"
    >
      <li aria-hidden="true">{t('groups')}</li>
      {shown.map(({ id, name, domains }) => {
        const isCurrent = groupKey(name) === current;
        const group = isCurrent ? null : name;
        return (
          <li key={id}>
            <PillLink
              href={pageHref(path, filter, { group, domains: [] })}
              current={isCurrent}
              count={domains.length}
            >
              {name}
            </PillLink>
          </li>
        );
      })}
    </ul>
  );
}
