import { Empty } from '#app/_ui/empty';
import { pageHref, unfilteredHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import type { Filter } from '#lib/filter/filter';
import { formatCount } from '#lib/format/number';
import { askForwarding } from './asked.ts';
import { ForwardersTable } from './forwarders-table.tsx';

/** Who forwards, and how the mail fares there; with how that is known, since it is a judgement. */
export async function ForwardersPanel({ viewer, filter, now }: Ask) {
  const { forwarders, total } = await askForwarding(viewer, filter, now);
  return (
    <Panel
      title="Forwarders"
      note={forwarders.length > 0 ? `${formatCount(forwarders.length)}, most messages first` : null}
      summary="Nothing in a report says that mail was forwarded. It is told by your signature, which passes at an address that your SPF record does not name, by rewritten return paths, and by what receivers say. Where that is wrong, open the address and say so."
    >
      {forwarders.length === 0 ? (
        <NoForwarder filter={filter} />
      ) : (
        <ForwardersTable rows={forwarders} total={total} filter={filter} />
      )}
    </Panel>
  );
}

function NoForwarder({ filter }: { filter: Filter }) {
  const cleared = unfilteredHref('/forwarding', filter);
  if (cleared !== pageHref('/forwarding', filter)) {
    return (
      <Empty
        kind="filtered"
        title="No forwarded mail matches these filters"
        action={{ href: cleared, text: 'Clear filters' }}
      />
    );
  }
  return (
    <Empty kind="range" title="No forwarded mail was recognised in this period">
      Some is likely: readers forward their mail, and lists pass it on. It may be too little to
      tell.
    </Empty>
  );
}
