import Form from 'next/form';
import type { Filter } from '#lib/filter/filter';
import { Glyph } from './glyph.tsx';
import { pageForm } from './page-href.tsx';

type SearchFieldProps = { path: string; filter: Filter; label: string };

/** A search within the page's own filter; Enter asks, and the answer is a link like any other. */
export function SearchField({ path, filter, label }: SearchFieldProps) {
  const { action, kept } = pageForm(path, filter, { q: null });
  return (
    <Form action={action} scroll={false} className="relative w-full sm:w-72">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Glyph
        name="search"
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        name="q"
        defaultValue={filter.q ?? ''}
        aria-label={label}
        placeholder={label}
        className="min-h-8 w-full rounded-md border border-line bg-surface py-1 pr-3 pl-8.5 placeholder:text-ink-3 focus-visible:outline-offset-0"
      />
    </Form>
  );
}
