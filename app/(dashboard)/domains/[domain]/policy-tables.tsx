import { useTranslations } from 'next-intl';
import { DataTable } from '#app/_ui/data-table';
import { useFormats } from '#app/_ui/use-formats';
import { differingTags, type PolicyValues } from '#lib/posture/policy-tags';
import type { SeenStretch } from '#lib/queries/policy-history';
import type { PublishedRecord } from '#lib/queries/published-records';

/** The policies that most receivers saw, newest first, and what each changed. */
export function SeenTable({ rows }: { rows: readonly SeenStretch[] }) {
  const f = useFormats();
  const t = useTranslations('domain.history');
  if (rows.length === 0) return null;
  const before = new Map(rows.map((row, at) => [row, rows[at - 1] ?? null]));
  return (
    <DataTable
      caption={t('seenCaption')}
      rows={rows.toReversed()}
      rowKey={({ from }) => from}
      columns={[
        { head: t('from'), className: 'sm:whitespace-nowrap', cell: ({ from }) => f.fullDay(from) },
        {
          head: t('to'),
          phone: 'keep',
          className: 'sm:whitespace-nowrap',
          cell: ({ to }) => f.fullDay(to),
        },
        { head: t('seen'), phone: 'keep', cell: ({ policy }) => <Code text={policy} /> },
        {
          head: t('seenBy'),
          phone: 'keep',
          cell: ({ reporters }) => t('reporters', { n: reporters, count: f.count(reporters) }),
        },
        {
          head: t('change'),
          phone: 'keep',
          cell: (row) => <Change before={before.get(row)?.values ?? null} after={row.values} />,
        },
      ]}
    />
  );
}

/** What stood in DNS, newest first, as far as it was read here. */
export function PublishedTable({ rows, now }: { rows: readonly PublishedRecord[]; now: Date }) {
  const f = useFormats();
  const t = useTranslations('domain.history');
  if (rows.length === 0) return null;
  const before = new Map(rows.map((row, at) => [row, rows[at - 1] ?? null]));
  const newest = rows.at(-1);
  return (
    <div className="border-t border-line">
      <h3 className="px-[18px] pt-3 font-[550]">{t('published')}</h3>
      <DataTable
        caption={t('publishedCaption')}
        rows={rows.toReversed()}
        rowKey={({ since }) => since.toISOString()}
        columns={[
          {
            head: t('from'),
            className: 'sm:whitespace-nowrap',
            cell: ({ since }) => f.instant(since),
          },
          {
            head: t('to'),
            phone: 'keep',
            className: 'sm:whitespace-nowrap',
            cell: (row) =>
              row === newest ? t('lastRead', { ago: f.ago(row.until, now) }) : f.instant(row.until),
          },
          { head: t('record'), phone: 'keep', cell: (row) => <Published record={row} /> },
          {
            head: t('change'),
            phone: 'keep',
            cell: (row) => <Change before={before.get(row)?.values ?? null} after={row.values} />,
          },
        ]}
      />
    </div>
  );
}

function Published({ record: { state, record } }: { record: PublishedRecord }) {
  const t = useTranslations('domain.history');
  if (record !== null) return <Code text={record} />;
  return (
    <span className="text-ink-3">{t(state === 'several' ? 'severalShort' : 'noneShort')}</span>
  );
}

function Code({ text }: { text: string }) {
  const t = useTranslations('domain.history');
  if (text === '') return <span className="text-ink-3">{t('unstated')}</span>;
  return <code className="font-mono text-[12.5px] break-words">{text}</code>;
}

type ChangeProps = { before: PolicyValues | null; after: PolicyValues | null };

/** The tags that say something else than before. */
function Change({ before, after }: ChangeProps) {
  const t = useTranslations('domain.history');
  const tags = before && after ? differingTags(before, after) : [];
  if (!before || !after || tags.length === 0) return <span className="text-ink-3">–</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {tags.map((tag) => (
        <li key={tag}>
          {t.rich('went', {
            tag,
            before: before[tag] ?? '',
            after: after[tag] ?? '',
            c: (text) => <code className="font-mono text-[12.5px]">{text}</code>,
          })}
        </li>
      ))}
    </ul>
  );
}
