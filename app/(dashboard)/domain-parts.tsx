import { useTranslations } from 'next-intl';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { PillLink } from '#app/_ui/pill-link';
import type { Filter, Search } from '#lib/filter/filter';
import type { DomainRow } from '#lib/queries/domain-list';

/** Parts of a list of domains: by what they ask of receivers, and by what needs a look. */
const PARTS = ['all', 'none', 'quarantine', 'reject', 'failing', 'silent'] as const;
type DomainPart = (typeof PARTS)[number];

/** Which of the domains a list shows. */
export type DomainsShown = {
  part: DomainPart;
  hidesParked: boolean;
  /** All rows, and not only the first `AT_FIRST`. */
  whole: boolean;
};

/** More than anybody looks through: a page of hundreds would be megabytes. */
export const AT_FIRST = 50;

/** Reads `part=`, `parked=hide` and `rows=all`; what it does not know counts as not given. */
export function parseShown(search: Search): DomainsShown {
  const part = PARTS.find((one) => one === search['part']) ?? 'all';
  return { part, hidesParked: search['parked'] === 'hide', whole: search['rows'] === 'all' };
}

/** The same as parameters of the page's own path. */
export function shownInPath({ part, hidesParked, whole }: DomainsShown) {
  return {
    part: part === 'all' ? null : part,
    parked: hidesParked ? 'hide' : null,
    rows: whole ? 'all' : null,
  };
}

export function isShown(row: DomainRow, { part, hidesParked }: DomainsShown): boolean {
  return isInPart(row, part) && !(hidesParked && row.parked);
}

function isInPart({ policy, attention }: DomainRow, part: DomainPart): boolean {
  switch (part) {
    case 'all':
      return true;
    case 'none':
      return policy?.p !== 'quarantine' && policy?.p !== 'reject';
    case 'quarantine':
    case 'reject':
      return policy?.p === part;
    case 'failing':
    case 'silent':
      return attention === part;
  }
}

type DomainPartsProps = {
  rows: readonly DomainRow[];
  shown: DomainsShown;
  path: string;
  filter: Filter;
};

/** The parts that hold any domain, each with how many, and whether parked ones are among them. */
export function DomainParts({ rows, shown, path, filter }: DomainPartsProps) {
  const t = useTranslations('overview.domains');
  const parked = rows.filter((row) => row.parked).length;
  const to = (changes: Partial<DomainsShown>) =>
    pageHref(pagePath(path, shownInPath({ ...shown, ...changes })), filter);
  const countOf = (part: DomainPart) =>
    rows.filter((row) => isShown(row, { ...shown, part })).length;
  return (
    <ul aria-label={t('parts')} className="flex flex-wrap gap-1.5 px-[18px] pt-3">
      {PARTS.map((part) => ({ part, count: countOf(part) }))
        .filter(({ part, count }) => count > 0 || part === shown.part)
        .map(({ part, count }) => (
          <li key={part}>
            <PillLink href={to({ part })} current={part === shown.part} count={count}>
              {t(`part.${part}`)}
            </PillLink>
          </li>
        ))}
      {parked > 0 ? (
        <li className="ml-auto">
          <PillLink
            href={to({ hidesParked: !shown.hidesParked })}
            current={shown.hidesParked}
            count={parked}
          >
            {t(shown.hidesParked ? 'showParked' : 'hideParked')}
          </PillLink>
        </li>
      ) : null}
    </ul>
  );
}
