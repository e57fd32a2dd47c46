import { DataTable } from '#app/_ui/data-table';
import { Empty } from '#app/_ui/empty';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { formatFullDay } from '#lib/format/date';
import { policyChanges } from '#lib/queries/policy-changes';

/** When receivers began to see another policy. */
export async function PolicyHistory({ viewer, filter, now }: Ask) {
  const changes = await policyChanges(viewer, filter, now);
  return (
    <Panel title="Policy history" note="as reporters saw it">
      {changes.length === 0 ? (
        <Empty kind="good" title="The policy did not change in this period" />
      ) : (
        <DataTable
          caption="Changes of the policy, newest first"
          rows={changes.toReversed()}
          rowKey={({ day, after }) => `${day} ${after}`}
          columns={[
            { head: 'Day', cell: ({ day }) => formatFullDay(day) },
            {
              head: 'Before',
              phone: 'keep',
              cell: ({ before }) => <Policy text={before} />,
            },
            { head: 'After', phone: 'keep', cell: ({ after }) => <Policy text={after} /> },
          ]}
        />
      )}
    </Panel>
  );
}

function Policy({ text }: { text: string | null }) {
  if (text === null) return <span className="text-ink-3">no policy stated</span>;
  return <code className="font-mono text-[12.5px]">{text}</code>;
}
