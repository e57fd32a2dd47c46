import { type Filter, filterToSearch } from '#lib/filter/filter';
import { freezePeriod, resolvePeriod } from '#lib/filter/period';
import { granularityFor } from '#lib/filter/series';
import { type COMPARISONS, GRANULARITIES, RANGES } from '#lib/filter/vocabulary';
import { formatDays } from '#lib/format/date';
import type { DomainName } from '#lib/queries/domain-names';
import { CopyButton } from './copy-button.client.tsx';
import { DateFields } from './date-fields.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterChips } from './filter-chips.tsx';
import { MENU_ITEM, MenuLink } from './menu-link.tsx';
import { pageHref } from './page-href.tsx';
import { PopoverMenu } from './popover.client.tsx';
import { ScopeMenu } from './scope-menu.client.tsx';

export type FilterBarProps = {
  /** The path of the page that the filter stands on. */
  path: string;
  filter: Filter;
  /** Every domain that the viewer may see. */
  domains: readonly DomainName[];
  now: Date;
  /** A page about one thing fixes its scope. */
  scopeFixed?: boolean;
  /** A page that neither compares nor exports: only its scope and period can be chosen. */
  bare?: boolean;
};

const RANGE_WORDS = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  '12m': 'Last 12 months',
  mtd: 'This month',
} as const satisfies Record<(typeof RANGES)[number], string>;

const COMPARISON_WORDS = {
  prev: 'vs. previous, weekday-matched',
  yoy: 'vs. a year earlier',
  none: 'not compared',
} as const satisfies Record<(typeof COMPARISONS)[number], string>;

const GRANULARITY_WORDS = {
  day: 'By day',
  week: 'By week',
  month: 'By month',
} as const satisfies Record<(typeof GRANULARITIES)[number], string>;

/** The sticky line that says what is looked at. All of it lives in the URL. */
export function FilterBar({
  path,
  filter,
  domains,
  now,
  scopeFixed = false,
  bare = false,
}: FilterBarProps) {
  const to = (changes: Partial<Filter>) => pageHref(path, filter, changes);
  const { period, compare, granularity } = filter;
  const resolved = resolvePeriod(period, now);
  const scopes = [
    { href: to({ domains: [] }), text: 'All domains', current: filter.domains.length === 0 },
    ...domains.map((domain) => ({
      href: to({ domains: [domain.name] }),
      text: domain.unicode,
      current: filter.domains.includes(domain.name),
    })),
  ];
  return (
    <section
      aria-label="What is shown"
      data-filter-bar
      className="sticky top-0 z-20 flex min-h-14 items-center gap-2 overflow-x-auto border-b border-line bg-surface px-4 md:px-7 print:hidden"
    >
      {scopeFixed ? null : <ScopeMenu label={scopeWords(filter.domains)} scopes={scopes} />}
      <PopoverMenu
        label={
          period.kind === 'relative'
            ? RANGE_WORDS[period.range]
            : formatDays(period.from, period.to)
        }
        title="Period"
      >
        {RANGES.map((range) => (
          <MenuLink
            key={range}
            href={to({ period: { kind: 'relative', range } })}
            current={period.kind === 'relative' && period.range === range}
          >
            {RANGE_WORDS[range]}
          </MenuLink>
        ))}
        <DateFields path={path} filter={filter} from={resolved.from} to={resolved.to} />
      </PopoverMenu>
      {bare ? null : (
        <PopoverMenu label={COMPARISON_WORDS[compare]} title="Comparison" kind="ghost">
          <MenuLink
            href={to({ compare: 'prev' })}
            current={compare === 'prev'}
            note="complete days, weekdays matched"
          >
            Previous period
          </MenuLink>
          <MenuLink
            href={to({ compare: 'yoy' })}
            current={compare === 'yoy'}
            note="52 weeks before, weekdays matched"
          >
            A year earlier
          </MenuLink>
          <MenuLink href={to({ compare: 'none' })} current={compare === 'none'}>
            No comparison
          </MenuLink>
        </PopoverMenu>
      )}
      {bare ? null : (
        <PopoverMenu
          label={GRANULARITY_WORDS[granularityFor(resolved.days, granularity)]}
          title="Width of a point"
          kind="ghost"
        >
          {GRANULARITIES.map((wished) => (
            <MenuLink
              key={wished}
              href={to({ granularity: wished })}
              current={granularity === wished}
            >
              {GRANULARITY_WORDS[wished]}
            </MenuLink>
          ))}
          <MenuLink href={to({ granularity: null })} current={granularity === null}>
            As the period suggests
          </MenuLink>
        </PopoverMenu>
      )}
      <FilterChips path={path} filter={filter} />
      <span className="flex-1" />
      <PopoverMenu label="Copy link" title="Copy link" kind="ghost" align="end">
        <CopyButton text={to({})} className={MENU_ITEM}>
          Link to this view
        </CopyButton>
        <CopyButton text={to({ period: freezePeriod(period, now) })} className={MENU_ITEM}>
          Link with fixed dates
        </CopyButton>
      </PopoverMenu>
      {bare ? null : (
        <ExportMenu search={filterToSearch(filter, { period: freezePeriod(period, now) })} />
      )}
    </section>
  );
}

function scopeWords(domains: readonly string[]) {
  const [first, ...more] = domains;
  if (first === undefined) return 'All domains';
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}
