import { useTranslations } from 'next-intl';
import { DrillLink } from '#app/_ui/drill-link';
import { pageHref } from '#app/_ui/page-href';
import { SourceClass } from '#app/_ui/source-class';
import { useFormats } from '#app/_ui/use-formats';
import type { Filter } from '#lib/filter/filter';
import type { Formats } from '#lib/format/formats';
import type { SourceGroup } from '#lib/queries/source-groups';
import type { Words } from '#lib/words/translate';
import { type SourcesView, servicePath, viewHref } from './sources-view.tsx';

type GroupNameProps = { row: SourceGroup; filter: Filter; view: SourcesView };

/** What a group is called, and where more of it is told. */
export function GroupName({ row, filter, view }: GroupNameProps) {
  const t = useTranslations('source.group');
  const kind = useTranslations('label.kind');
  const f = useFormats();
  const { key, name, sender, sources, countries } = row;
  const where = countriesOf(countries, t, f);
  const bare = { sort: null, q: null };
  switch (view.by) {
    case 'ip':
      if (name === null) return <span className="font-normal text-ink-3">{t('noAddress')}</span>;
      return (
        <>
          <DrillLink href={pageHref(`/ips/${encodeURIComponent(name)}`, filter, bare)}>
            {name}
          </DrillLink>
          <Small words={[sender?.name ?? sources[0]?.ptr ?? null, where]} />
        </>
      );
    case 'service':
      return (
        <>
          <DrillLink
            href={
              name === null
                ? viewHref(filter, view, { by: 'ip', of: 'service:' })
                : pageHref(servicePath(name), filter, bare)
            }
          >
            {name ?? t('noService')}
          </DrillLink>
          <Small words={[sender?.name === name && sender ? kind(sender.kind) : null, where]} />
        </>
      );
    case 'ptr':
    case 'network':
    case 'country':
      return (
        <>
          <DrillLink href={viewHref(filter, view, { by: 'ip', of: `${view.by}:${key}` })}>
            {name === null ? t(view.by) : view.by === 'country' ? f.country(name) : name}
          </DrillLink>
          {view.by === 'country' ? null : (
            <Small words={[view.by === 'network' ? (sources[0]?.asName ?? null) : null, where]} />
          )}
        </>
      );
  }
}

/** The class of most messages, and how many others there are. */
export function GroupClasses({ sources, classes }: Pick<SourceGroup, 'sources' | 'classes'>) {
  const t = useTranslations('source.group');
  const [first] = sources;
  if (!first) return null;
  return (
    <>
      <SourceClass verdict={first.verdict} sure={classes === 1} />
      {classes > 1 ? (
        <span className="block text-small whitespace-nowrap text-ink-3">
          {t('others', { n: classes - 1 })}
        </span>
      ) : null}
    </>
  );
}

function countriesOf(
  [first, ...more]: readonly string[],
  t: Words<'source.group'>,
  { country }: Formats,
) {
  if (first === undefined) return null;
  return more.length === 0
    ? country(first)
    : t('countries', { country: country(first), count: more.length });
}

function Small({ words }: { words: readonly (string | null)[] }) {
  const text = words.filter((word) => word !== null).join(' · ');
  if (text === '') return null;
  return (
    <span className="block max-w-72 text-small font-normal text-ink-3 [overflow-wrap:anywhere]">
      {text}
    </span>
  );
}
