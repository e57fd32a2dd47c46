import { useTranslations } from 'next-intl';
import { OutcomeBar } from '#app/_ui/bar';
import type { Column } from '#app/_ui/data-table';
import { Few } from '#app/_ui/few';
import { useFormats } from '#app/_ui/use-formats';
import type { SourceGroup } from '#lib/queries/source-groups';

type RareColumns = Record<'country' | 'first', Column<SourceGroup>> & {
  shares: Column<SourceGroup>[];
};

/** What is told of sources only to whoever asks for the column. */
export function useRareColumns(): RareColumns {
  const t = useTranslations('source.table');
  const f = useFormats();
  return {
    shares: [
      {
        head: 'DKIM',
        name: 'dkim',
        rare: true,
        end: true,
        cell: ({ dkimAligned, messages }) => f.percent(dkimAligned, messages),
      },
      {
        head: 'SPF',
        name: 'spf',
        rare: true,
        end: true,
        cell: ({ spfAligned, messages }) => f.percent(spfAligned, messages),
      },
      {
        head: t('outcome'),
        name: 'outcome',
        rare: true,
        cell: ({ byOutcome }) => <OutcomeBar counts={byOutcome} />,
      },
    ],
    country: {
      head: t('country'),
      name: 'country',
      rare: true,
      className: 'text-ink-2',
      cell: ({ countries }) => <Few names={countries.map((code) => f.country(code))} />,
    },
    first: {
      head: t('first'),
      name: 'first',
      rare: true,
      end: true,
      className: 'text-ink-2',
      cell: ({ firstDay }) => f.day(firstDay),
    },
  };
}
