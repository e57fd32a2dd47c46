import { useTranslations } from 'next-intl';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { useFormats } from '#app/_ui/use-formats';

/** What came from the addresses of a country; null where nobody knows it. */
export type CountrySum = {
  country: string | null;
  messages: number;
  passed: number;
  addresses: number;
};

type CountryTableProps = {
  sums: readonly CountrySum[];
  hrefOf: (country: string | null) => string;
};

/** Every country, most messages first, in a frame as high as the map. */
export function CountryTable({ sums, hrefOf }: CountryTableProps) {
  const f = useFormats();
  const t = useTranslations('source.map');
  const ui = useTranslations('ui');
  return (
    <section
      aria-label={t('scroll')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
      tabIndex={0}
      className="relative max-h-[420px] overflow-y-auto overscroll-y-contain pb-2 lg:border-l lg:border-line-2"
    >
      <DataTable
        caption={t('caption')}
        rows={sums}
        rowKey={({ country }) => country ?? ''}
        columns={[
          {
            head: t('country'),
            cell: ({ country }) => (
              <DrillLink href={hrefOf(country)}>
                {country === null ? t('nowhere') : f.country(country)}
              </DrillLink>
            ),
          },
          {
            head: ui('messages'),
            end: true,
            phone: 'keep',
            cell: ({ messages }) => f.count(messages),
          },
          {
            head: t('addresses'),
            end: true,
            phone: 'keep',
            cell: ({ addresses }) => f.count(addresses),
          },
        ]}
      />
    </section>
  );
}
