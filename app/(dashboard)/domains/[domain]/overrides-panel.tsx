import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { askOverrides } from '#app/(dashboard)/asked';
import type { Ask } from '#app/(dashboard)/page-bar';
import { REASON_LABELS } from '#lib/format/label';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import { overrideReasons } from '#lib/queries/override-reasons';
import type { Overrides } from '#lib/queries/override-sums';

/** M10: why receivers did less than they were asked, and whose doing it was. */
export async function OverridesPanel({ viewer, filter, now }: Ask) {
  const [sums, rows] = await Promise.all([
    askOverrides(viewer, filter, now),
    overrideReasons(viewer, filter, now),
  ]);
  return (
    <Panel
      title="Why receivers did less than they were asked"
      id="overrides"
      note={rows.length > 1 ? 'a message with two reasons stands under both' : undefined}
      summary={sums.messages > 0 ? sentence(sums) : undefined}
    >
      {rows.length === 0 ? (
        <Empty kind="good" title="No receiver overrode the policy in this period" />
      ) : (
        <DataTable
          caption="Reasons of overrides by messages"
          rows={rows}
          rowKey={({ reason }) => reason}
          columns={[
            { head: 'Reason', cell: ({ reason }) => labelOf(reason).text },
            {
              head: 'Plain meaning',
              className: 'text-ink-2',
              phone: 'keep',
              cell: ({ reason }) => labelOf(reason).explain,
            },
            {
              head: 'Messages',
              end: true,
              phone: 'keep',
              cell: ({ messages }) => formatCount(messages),
            },
            {
              head: 'Top reporter',
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
              head: 'Top source',
              phone: 'keep',
              cell: ({ topSource }) =>
                topSource === null ? (
                  'no address given'
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

function sentence({ messages, asked, byOrigin }: Overrides) {
  const own = byOrigin['own-record'];
  const ours = own > 0 ? ` ${formatCompact(own)} of them were your own record’s doing.` : '';
  return `${formatCompact(messages)} messages failed and were treated more mildly, with a reason; ${formatPercent(messages - own, asked)} of the mail that was to be stopped was let through by a receiver’s own choice.${ours}`;
}

const ARC = {
  text: 'ARC',
  explain: 'The receiver trusts the chain of seals of those who handed the mail on (arc=pass).',
};

/** A word that no standard names is shown as it was written. */
function labelOf(reason: string) {
  if (reason === 'arc') return ARC;
  const known = Object.entries(REASON_LABELS).find(([word]) => word === reason);
  return known?.[1] ?? { text: reason, explain: 'A reason that no standard names.' };
}
