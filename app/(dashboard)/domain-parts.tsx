import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { useFormats } from '#app/_ui/use-formats';
import type { Filter, Search } from '#lib/filter/filter';
import type { DomainRow } from '#lib/queries/domain-list';

/** Parts of a list of domains: by what they ask of receivers, and by what needs a look. */
const PARTS = ['all', 'none', 'quarantine', 'reject', 'failing', 'silent'] as const;
export type DomainPart = (typeof PARTS)[number];

/** Reads `part=`; what it does not know counts as not given. */
export function parsePart(search: Search): DomainPart {
  return PARTS.find((part) => part === search['part']) ?? 'all';
}

/** The same as a parameter of the page's own path. */
export function partInPath(part: DomainPart): { part: string | null } {
  return { part: part === 'all' ? null : part };
}

export function isInPart({ policy, attention }: DomainRow, part: DomainPart): boolean {
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
  current: DomainPart;
  path: string;
  filter: Filter;
};

/** The parts that hold any domain, each with how many. */
export function DomainParts({ rows, current, path, filter }: DomainPartsProps) {
  const t = useTranslations('overview.domains');
  const f = useFormats();
  return (
    <ul aria-label={t('parts')} className="flex flex-wrap gap-1.5 px-[18px] pt-3">
      {PARTS.map((part) => ({ part, count: rows.filter((row) => isInPart(row, part)).length }))
        .filter(({ part, count }) => count > 0 || part === current)
        .map(({ part, count }) => (
          <li key={part}>
            <Link
              prefetch={false}
              href={pageHref(pagePath(path, partInPath(part)), filter)}
              scroll={false}
              aria-current={part === current ? 'true' : undefined}
              className="inline-flex gap-1.5 rounded-full px-2.5 py-1 text-note text-ink-2 hover:bg-hover aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
            >
              {t(`part.${part}`)}
              <span className="text-ink-3">{f.count(count)}</span>
            </Link>
          </li>
        ))}
    </ul>
  );
}
