import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { type CountryRow, sourceCountries } from '#lib/queries/source-countries';
import type { SourceClass } from '#lib/source/source-class';
import { type CountrySum, CountryTable } from './country-table.tsx';
import {
  MAP_CHOICES,
  type MapChoice,
  type SourcesView,
  viewHref,
  viewPath,
} from './sources-view.tsx';
import { WorldMap } from './world-map.tsx';

/** Where the addresses of sources are registered, as a map and, with every number, as a table. */
export async function CountriesPanel({ view, ...ask }: Ask & { view: SourcesView }) {
  const [t, f] = await Promise.all([getTranslations('source.map'), formats()]);
  const { viewer, filter, now } = ask;
  const { rows } = await sourceCountries(viewer, filter, now);
  const sums = sumsOf(rows.filter((row) => isShown(row.class, view.map)));
  const known = sums.filter(({ country }) => country !== null);
  const [top] = known;
  const addresses = sums.reduce((sum, row) => sum + row.addresses, 0);
  const messages = sums.reduce((sum, row) => sum + row.messages, 0);
  return (
    <Panel
      title={t('title')}
      note={t('note')}
      id="map"
      summary={
        top?.country
          ? t('summary', {
              ...{ addresses, count: f.count(addresses), messages: f.compact(messages) },
              ...{ countries: known.length, top: f.country(top.country) },
            })
          : undefined
      }
      action={<Choice view={view} filter={filter} />}
    >
      {sums.length === 0 ? (
        <Empty kind="range" title={t('none')} />
      ) : (
        <div className="grid gap-x-4 lg:grid-cols-[minmax(0,1fr)_340px]">
          <WorldMap sums={known} />
          <CountryTable
            sums={sums}
            hrefOf={(country) =>
              viewHref(filter, view, { by: 'ip', of: `country:${country ?? ''}`, tab: 'all' })
            }
          />
        </div>
      )}
    </Panel>
  );
}

function Choice({ view, filter }: { view: SourcesView; filter: Ask['filter'] }) {
  const t = useTranslations('source.map');
  return (
    <nav aria-label={t('show')} className="flex flex-wrap gap-x-3">
      {MAP_CHOICES.map((map) => (
        <Link
          key={map}
          href={`${pageHref(viewPath(view, { map, page: view.page }), filter)}#map`}
          scroll={false}
          prefetch={false}
          aria-current={map === view.map ? 'true' : undefined}
          className="text-accent hover:underline aria-[current]:font-medium aria-[current]:text-ink"
        >
          {t(`choice.${map}`)}
        </Link>
      ))}
    </nav>
  );
}

function isShown(given: SourceClass, choice: MapChoice): boolean {
  switch (choice) {
    case 'strangers':
      return given === 'unknown' || given === 'spoof' || given === 'not-mine';
    case 'forwarders':
      return given === 'forwarder';
    case 'yours':
      return given === 'own' || given === 'approved';
    case 'all':
      return true;
  }
}

/** By country, most messages first; an address that is two things to two domains counts for both. */
function sumsOf(rows: readonly CountryRow[]): CountrySum[] {
  const groups = [...Map.groupBy(rows, ({ country }) => country)];
  const sums = groups.map(([country, parts]) => ({
    country,
    messages: parts.reduce((sum, row) => sum + row.messages, 0),
    passed: parts.reduce((sum, row) => sum + row.passed, 0),
    addresses: parts.reduce((sum, row) => sum + row.addresses, 0),
  }));
  return sums.toSorted((a, b) => b.messages - a.messages);
}
