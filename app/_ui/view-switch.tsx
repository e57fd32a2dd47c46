import Link from 'next/link';
import { type Filter, filterToSearch } from '#lib/filter/filter';

/** Chart or table of the same numbers; the URL says which. */
export function ViewSwitch({ path, filter }: { path: string; filter: Filter }) {
  const view = filter.view === 'chart' ? 'table' : 'chart';
  return (
    <Link
      href={path + filterToSearch(filter, { view })}
      scroll={false}
      className="text-accent hover:underline"
    >
      View as {view}
    </Link>
  );
}
