import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { policyChanges } from '#lib/queries/policy-changes';

/** When receivers began to see another policy. */
export async function PolicyHistory({ viewer, filter, now }: Ask) {
  const f = await formats();
  const t = await getTranslations('domain.history');
  const changes = await policyChanges(viewer, filter, now);
  return (
    <Panel title={t('title')} note={t('note')}>
      {changes.length === 0 ? (
        <Empty kind="good" title={t('none')} />
      ) : (
        <DataTable
          caption={t('caption')}
          rows={changes.toReversed()}
          rowKey={({ day, after }) => `${day} ${after}`}
          columns={[
            { head: t('day'), cell: ({ day }) => f.fullDay(day) },
            {
              head: t('before'),
              phone: 'keep',
              cell: ({ before }) => <Policy text={before} />,
            },
            { head: t('after'), phone: 'keep', cell: ({ after }) => <Policy text={after} /> },
          ]}
        />
      )}
    </Panel>
  );
}

function Policy({ text }: { text: string | null }) {
  const t = useTranslations('domain.history');
  if (text === null) return <span className="text-ink-3">{t('unstated')}</span>;
  return <code className="font-mono text-[12.5px]">{text}</code>;
}
