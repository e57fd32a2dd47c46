import { getTranslations } from 'next-intl/server';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { askOverrides } from '#app/(dashboard)/asked';
import type { Ask } from '#app/(dashboard)/page-bar';
import type { Formats } from '#lib/format/formats';
import { REASONS } from '#lib/format/label';
import { overrideReasons } from '#lib/queries/override-reasons';
import type { Overrides } from '#lib/queries/override-sums';
import type { Words } from '#lib/words/translate';

/** M10: why receivers did less than they were asked, and whose doing it was. */
export async function OverridesPanel({ viewer, filter, now }: Ask) {
  const t = await getTranslations('domain.overrides');
  const ui = await getTranslations('ui');
  const label = await getTranslations('label.reason');
  const f = await formats();
  // A word that no standard names is shown as it was written.
  const labelOf = (reason: string) => {
    if (reason === 'arc') return { text: 'ARC', explain: t('arc') };
    const known = REASONS.find((one) => one === reason);
    if (!known) return { text: reason, explain: t('unknown') };
    return { text: label(`${known}.text`), explain: label(`${known}.explain`) };
  };
  const [sums, rows] = await Promise.all([
    askOverrides(viewer, filter, now),
    overrideReasons(viewer, filter, now),
  ]);
  return (
    <Panel
      title={t('title')}
      id="overrides"
      note={rows.length > 1 ? t('note') : undefined}
      summary={sums.messages > 0 ? sentence(sums, t, f) : undefined}
    >
      {rows.length === 0 ? (
        <Empty kind="good" title={t('none')} />
      ) : (
        <DataTable
          caption={t('caption')}
          rows={rows}
          rowKey={({ reason }) => reason}
          columns={[
            { head: t('reason'), cell: ({ reason }) => labelOf(reason).text },
            {
              head: t('meaning'),
              className: 'text-ink-2',
              phone: 'keep',
              cell: ({ reason }) => labelOf(reason).explain,
            },
            {
              head: ui('messages'),
              end: true,
              phone: 'keep',
              cell: ({ messages }) => f.count(messages),
            },
            {
              head: t('reporter'),
              phone: 'keep',
              cell: ({ topReporter }) =>
                topReporter === null ? (
                  '–'
                ) : (
                  <DrillLink
                    href={pageHref('/reports', filter, {
                      reporters: { not: false, values: [topReporter] },
                      outcomes: { not: true, values: ['passed'] },
                    })}
                  >
                    {topReporter}
                  </DrillLink>
                ),
            },
            {
              head: t('source'),
              phone: 'keep',
              cell: ({ topSource }) =>
                topSource === null ? (
                  t('noAddress')
                ) : (
                  <DrillLink href={pageHref(`/ips/${encodeURIComponent(topSource)}`, filter)}>
                    {topSource}
                  </DrillLink>
                ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

function sentence(
  { messages, asked, byOrigin }: Overrides,
  t: Words<'domain.overrides'>,
  f: Formats,
) {
  const own = byOrigin['own-record'];
  const all = t('summary', {
    messages: f.compact(messages),
    share: f.percent(messages - own, asked),
  });
  return own > 0 ? `${all} ${t('own', { count: f.compact(own) })}` : all;
}
