import { OutcomeBar } from '#app/_ui/bar';
import type { Column } from '#app/_ui/data-table';
import { Few } from '#app/_ui/few';
import { countryName } from '#lib/format/country';
import { formatDay } from '#lib/format/date';
import { formatPercent } from '#lib/format/number';
import type { SourceGroup } from '#lib/queries/source-groups';

/** What is told of sources only to whoever asks for the column. */
export const RARE_SHARES: Column<SourceGroup>[] = [
  {
    head: 'DKIM',
    name: 'dkim',
    rare: true,
    end: true,
    cell: ({ dkimAligned, messages }) => formatPercent(dkimAligned, messages),
  },
  {
    head: 'SPF',
    name: 'spf',
    rare: true,
    end: true,
    cell: ({ spfAligned, messages }) => formatPercent(spfAligned, messages),
  },
  {
    head: 'Outcome',
    name: 'outcome',
    rare: true,
    cell: ({ byOutcome }) => <OutcomeBar counts={byOutcome} />,
  },
];

export const COUNTRIES: Column<SourceGroup> = {
  head: 'Country',
  name: 'country',
  rare: true,
  className: 'text-ink-2',
  cell: ({ countries }) => <Few names={countries.map((code) => countryName(code))} />,
};

export const FIRST_SEEN: Column<SourceGroup> = {
  head: 'First seen',
  name: 'first',
  rare: true,
  end: true,
  className: 'text-ink-2',
  cell: ({ firstDay }) => formatDay(firstDay),
};
