import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Choice } from '#lib/filter/choice';
import type { Filter } from '#lib/filter/filter';
import { Glyph } from './glyph.tsx';
import { pageHref } from './page-href.tsx';
import { useFormats } from './use-formats.tsx';

/** What narrows the view beyond scope and period; each chip takes its condition away. */
export function FilterChips({ path, filter }: { path: string; filter: Filter }) {
  const t = useTranslations('filter');
  const chips = useChips(path, filter);
  if (chips.length === 0) return null;
  return (
    <ul
      aria-label={t('chips')}
      className="flex items-center gap-1.5 md:min-w-0 md:shrink md:overflow-x-auto"
    >
      {chips.map(({ text, without }) => (
        <li key={text}>
          <Link
            prefetch={false}
            href={pageHref(path, filter, without)}
            scroll={false}
            className="flex items-center gap-1.5 rounded-full bg-hover px-2.5 py-1 text-note whitespace-nowrap text-ink-2 hover:text-ink"
          >
            {text}
            <span className="sr-only">{t('remove')}</span>
            <Glyph name="x" className="text-[11px]" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

type Chip = { text: string; without: Partial<Filter> };

/** The same as words, for whoever shows them in another way. */
export function useChips(path: string, filter: Filter): Chip[] {
  const t = useTranslations('filter');
  const outcome = useTranslations('outcome');
  const label = useTranslations('label');
  const kind = useTranslations('audit.kind');
  const { locale } = useFormats();
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const chip = <T extends string>(
    field: 'outcome' | 'reporter' | 'from' | 'disposition' | 'sender' | 'actor' | 'deed',
    choice: Choice<T>,
    without: Partial<Filter>,
    word: (value: T) => string = (value) => value,
  ): Chip | null => {
    if (choice.values.length === 0) return null;
    const value = either.format(choice.values.map(word));
    return { text: t(choice.not ? 'isNot' : 'is', { field: t(`field.${field}`), value }), without };
  };
  const chips: (Chip | null)[] = [
    chip('outcome', filter.outcomes, { outcomes: NOTHING }, (one) => outcome(`${one}.text`)),
    chip('reporter', filter.reporters, { reporters: NOTHING }),
    chip('from', filter.headerFrom, { headerFrom: NOTHING }),
    chip('disposition', filter.disposition, { disposition: NOTHING }, (one) =>
      label(`disposition.${one}.text`),
    ),
    chip('sender', filter.verdicts, { verdicts: NOTHING }, (one) => label(`verdict.${one}.text`)),
    chip('actor', filter.actors, { actors: NOTHING }),
    chip('deed', filter.deeds, { deeds: NOTHING }, (one) => kind(one)),
    filter.ip === null || path.startsWith('/ips/')
      ? null
      : { text: t('sourceIs', { ip: filter.ip }), without: { ip: null } },
    filter.q === null ? null : { text: t('contains', { words: filter.q }), without: { q: null } },
  ];
  return chips.filter((one) => one !== null);
}

const NOTHING = { not: false, values: [] };
