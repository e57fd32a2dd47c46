import Link from 'next/link';
import type { Choice } from '#lib/filter/choice';
import type { Filter } from '#lib/filter/filter';
import { DISPOSITION_LABELS, OUTCOME_LABELS, VERDICT_LABELS } from '#lib/format/label';
import { Glyph } from './glyph.tsx';
import { pageHref } from './page-href.tsx';

/** What narrows the view beyond scope and period; each chip takes its condition away. */
export function FilterChips({ path, filter }: { path: string; filter: Filter }) {
  const chips = chipsOf(path, filter);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex items-center gap-1.5">
      {chips.map(({ text, without }) => (
        <li key={text}>
          <Link
            prefetch={false}
            href={pageHref(path, filter, without)}
            scroll={false}
            className="flex items-center gap-1.5 rounded-full bg-hover px-2.5 py-1 text-note whitespace-nowrap text-ink-2 hover:text-ink"
          >
            {text}
            <span className="sr-only">, remove this filter</span>
            <Glyph name="x" className="text-[11px]" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

type Chip = { text: string; without: Partial<Filter> };

function chipsOf(path: string, filter: Filter): Chip[] {
  const nothing = { not: false, values: [] };
  const chips: (Chip | null)[] = [
    chip('Outcome', filter.outcomes, { outcomes: nothing }, (value) => OUTCOME_LABELS[value].text),
    chip('Reporter', filter.reporters, { reporters: nothing }),
    chip('From', filter.headerFrom, { headerFrom: nothing }),
    chip(
      'Disposition',
      filter.disposition,
      { disposition: nothing },
      (value) => DISPOSITION_LABELS[value].text,
    ),
    chip('Sender', filter.verdicts, { verdicts: nothing }, (value) => VERDICT_LABELS[value].text),
    filter.ip === null || path.startsWith('/ips/')
      ? null
      : { text: `Source is ${filter.ip}`, without: { ip: null } },
    filter.q === null ? null : { text: `Contains “${filter.q}”`, without: { q: null } },
  ];
  return chips.filter((one) => one !== null);
}

function chip<T extends string>(
  field: string,
  choice: Choice<T>,
  without: Partial<Filter>,
  word: (value: T) => string = (value) => value,
): Chip | null {
  if (choice.values.length === 0) return null;
  const verb = choice.not ? 'is not' : 'is';
  return { text: `${field} ${verb} ${choice.values.map(word).join(' or ')}`, without };
}
