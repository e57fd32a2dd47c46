import { useTranslations } from 'next-intl';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { groupKey } from '#lib/filter/group-key';
import { freezePeriod, resolvePeriod } from '#lib/filter/period';
import { fitsHours, granularityFor } from '#lib/filter/series';
import { GRANULARITIES, type Granularity, RANGES } from '#lib/filter/vocabulary';
import type { DomainGroup } from '#lib/queries/domain-groups';
import type { DomainName } from '#lib/queries/domain-names';
import type { Words } from '#lib/words/translate';
import { CopyButton } from './copy-button.client.tsx';
import { DateFields } from './date-fields.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterChips } from './filter-chips.tsx';
import { MENU_ITEM, MenuLink } from './menu-link.tsx';
import { pageHref, pagePath } from './page-href.tsx';
import { PopoverMenu } from './popover.client.tsx';
import { ScopeMenu } from './scope-menu.client.tsx';
import { useFormats } from './use-formats.tsx';

export type FilterBarProps = {
  /** The path of the page that the filter stands on. */
  path: string;
  filter: Filter;
  /** Every domain that the viewer may see. */
  domains: readonly DomainName[];
  /** Every group, as far as they may see it. */
  groups: readonly DomainGroup[];
  now: Date;
  /** A page about one thing fixes its scope. */
  scopeFixed?: boolean;
  /** A page that neither compares nor exports: only its scope and period can be chosen. */
  bare?: boolean;
};

/** The sticky line that says what is looked at. All of it lives in the URL. */
export function FilterBar({
  path,
  filter,
  domains,
  groups,
  now,
  scopeFixed = false,
  bare = false,
}: FilterBarProps) {
  const f = useFormats();
  const t = useTranslations('filter');
  const range = useTranslations('chrome.keys');
  const to = (changes: Partial<Filter>) => pageHref(path, filter, changes);
  const { period, compare, granularity } = filter;
  const resolved = resolvePeriod(period, now);
  const scopes = {
    all: {
      href: to({ domains: [], group: null }),
      text: t('allDomains'),
      current: filter.domains.length === 0 && filter.group === null,
    },
    groups: groups.map(({ name, domains: held }) => ({
      href: to({ domains: [], group: name }),
      text: name,
      current: isInScope(filter, name),
      note: f.count(held.length),
    })),
    domains: domains.map((domain) => ({
      href: to({ domains: [domain.name], group: null }),
      text: domain.unicode,
      current: filter.domains.includes(domain.name),
    })),
  };
  return (
    <section
      aria-label={t('label')}
      data-filter-bar
      className="sticky top-0 z-20 flex min-h-14 items-center gap-2 overflow-x-auto border-b border-line bg-surface px-4 md:px-7 print:hidden"
    >
      {scopeFixed ? null : <ScopeMenu label={scopeWords(filter, t)} {...scopes} />}
      <PopoverMenu
        label={period.kind === 'relative' ? range(period.range) : f.days(period.from, period.to)}
        title={t('period')}
      >
        {RANGES.map((one) => (
          <MenuLink
            key={one}
            href={to({ period: { kind: 'relative', range: one } })}
            current={period.kind === 'relative' && period.range === one}
          >
            {range(one)}
          </MenuLink>
        ))}
        <DateFields path={path} filter={filter} from={resolved.from} to={resolved.to} />
      </PopoverMenu>
      {bare ? null : (
        <PopoverMenu label={t(`compare.${compare}`)} title={t('comparison')} kind="ghost">
          <MenuLink
            href={to({ compare: 'prev' })}
            current={compare === 'prev'}
            note={t('compareItem.prevNote')}
          >
            {t('compareItem.prev')}
          </MenuLink>
          <MenuLink
            href={to({ compare: 'yoy' })}
            current={compare === 'yoy'}
            note={t('compareItem.yoyNote')}
          >
            {t('compareItem.yoy')}
          </MenuLink>
          <MenuLink href={to({ compare: 'none' })} current={compare === 'none'}>
            {t('compareItem.none')}
          </MenuLink>
        </PopoverMenu>
      )}
      {bare ? null : (
        <PopoverMenu
          label={t(`granularity.${widthShown(resolved.days, granularity)}`)}
          title={t('width')}
          kind="ghost"
        >
          {GRANULARITIES.map((wished) => (
            <MenuLink
              key={wished}
              href={to({ granularity: wished })}
              current={granularity === wished}
            >
              {t(`granularity.${wished}`)}
            </MenuLink>
          ))}
          <MenuLink href={to({ granularity: null })} current={granularity === null}>
            {t('granularity.auto')}
          </MenuLink>
        </PopoverMenu>
      )}
      <FilterChips path={path} filter={filter} />
      <span className="flex-1" />
      <PopoverMenu label={t('link.title')} title={t('link.title')} kind="ghost" align="end">
        <CopyButton text={to({})} className={MENU_ITEM}>
          {t('link.view')}
        </CopyButton>
        <CopyButton text={to({ period: freezePeriod(period, now) })} className={MENU_ITEM}>
          {t('link.fixed')}
        </CopyButton>
        <MenuLink href={pageHref(pagePath('/settings/api', { of: path }), filter)}>
          {t('link.curl')}
        </MenuLink>
      </PopoverMenu>
      {bare ? null : (
        <ExportMenu search={filterToSearch(filter, { period: freezePeriod(period, now) })} />
      )}
    </section>
  );
}

/** Links may spell a group otherwise than it is called. */
function isInScope({ group }: Filter, name: string) {
  return group !== null && groupKey(group) === groupKey(name);
}

function scopeWords({ domains, group }: Filter, t: Words<'filter'>) {
  const [first, ...more] = domains;
  if (first === undefined) return group ?? t('allDomains');
  return more.length === 0 ? first : t('scopeMore', { first, count: more.length });
}

/** Hours are what is asked for, even where a panel must say that it cannot show them. */
function widthShown(days: number, wished: Granularity | null): Granularity {
  return wished === 'hour' && fitsHours(days) ? 'hour' : granularityFor(days, wished);
}
