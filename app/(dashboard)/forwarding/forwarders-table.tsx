import { OutcomeBar } from '#app/_ui/bar';
import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { pageHref } from '#app/_ui/page-href';
import { servicePath } from '#app/(dashboard)/sources/sources-view';
import type { Filter } from '#lib/filter/filter';
import { formatCount, formatPercent } from '#lib/format/number';
import { KIND_LABELS } from '#lib/format/source-label';
import type { Forwarder } from '#lib/queries/forwarding';
import type { Tally } from '#lib/queries/metrics';

type ForwardersTableProps = { rows: readonly Forwarder[]; total: Tally; filter: Filter };

/** One line for each forwarder: how much it hands on, what survives, and what breaks there. */
export function ForwardersTable({ rows, total, filter }: ForwardersTableProps) {
  const columns: Column<Forwarder>[] = [
    {
      head: 'Forwarder',
      cell: (row) => <ForwarderName row={row} filter={filter} />,
      foot: 'All',
    },
    {
      head: 'Messages',
      end: true,
      phone: 'keep',
      cell: ({ messages }) => formatCount(messages),
      foot: formatCount(total.messages),
    },
    {
      head: 'DKIM survives',
      end: true,
      phone: 'keep',
      cell: ({ dkimAligned, messages }) => formatPercent(dkimAligned, messages),
      foot: formatPercent(total.dkimAligned, total.messages),
    },
    { head: 'What became of it', cell: ({ byOutcome }) => <OutcomeBar counts={byOutcome} /> },
    { head: 'What breaks', phone: 'keep', className: 'text-ink-2', cell: breakage },
    {
      head: 'ARC seen',
      end: true,
      cell: ({ excuses, failed }) => formatPercent(excuses.arc, failed),
    },
    { head: 'Let pass by', className: 'text-ink-2', cell: ({ excuses }) => few(excuses.reporters) },
    { head: 'Domains', className: 'text-ink-2', cell: ({ domains }) => few(domains) },
    {
      head: 'How sure',
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ confidence, because }) => <span title={because.join(' ')}>{confidence}</span>,
    },
  ];
  return (
    <DataTable
      caption="Forwarders by messages, with what became of their mail"
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
    />
  );
}

function ForwarderName({ row: { name, kind, ips }, filter }: { row: Forwarder; filter: Filter }) {
  const [first, ...more] = ips;
  const note = [
    kind ? KIND_LABELS[kind] : null,
    more.length > 0 ? `${ips.length} addresses` : null,
  ];
  return (
    <>
      {first ? (
        <DrillLink href={pageHref(pathOf(name, first), filter, { sort: null })}>{name}</DrillLink>
      ) : (
        name
      )}
      <span className="block text-small font-normal text-ink-3">
        {note.filter((part) => part !== null).join(', ') || (name === first ? '' : first)}
      </span>
    </>
  );
}

/** The page of the service or organisation, or of an address that has no other name. */
function pathOf(name: string, ip: string) {
  return name === ip ? `/ips/${encodeURIComponent(ip)}` : servicePath(name);
}

/** SPF breaks at every forwarder, which sends from its own address; DKIM where it changes the text. */
function breakage({ dkimAligned, messages }: Forwarder) {
  if (dkimAligned === messages) return 'SPF only';
  return dkimAligned === 0 ? 'SPF and the signature' : 'SPF, and some signatures';
}

function few([first, ...more]: readonly string[]) {
  if (first === undefined) return '–';
  return (
    <span title={[first, ...more].join(', ')} className="whitespace-nowrap">
      {first} {more.length > 0 ? <span className="text-ink-3">+{more.length}</span> : null}
    </span>
  );
}
