import { useTranslations } from 'next-intl';
import { OutcomeBar } from '#app/_ui/bar';
import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { pageHref } from '#app/_ui/page-href';
import { useFormats } from '#app/_ui/use-formats';
import { servicePath } from '#app/(dashboard)/sources/sources-view';
import type { Filter } from '#lib/filter/filter';
import type { Forwarder } from '#lib/queries/forwarding';
import type { Tally } from '#lib/queries/metrics';

type ForwardersTableProps = { rows: readonly Forwarder[]; total: Tally; filter: Filter };

/** One line for each forwarder: how much it hands on, what survives, and what breaks there. */
export function ForwardersTable({ rows, total, filter }: ForwardersTableProps) {
  const f = useFormats();
  const t = useTranslations('forwarding');
  const ui = useTranslations('ui');
  const label = useTranslations('label');
  const reason = useTranslations('reason');
  const columns: Column<Forwarder>[] = [
    {
      head: t('forwarder'),
      cell: (row) => <ForwarderName row={row} filter={filter} />,
      foot: t('all'),
    },
    {
      head: ui('messages'),
      end: true,
      phone: 'keep',
      cell: ({ messages }) => f.count(messages),
      foot: f.count(total.messages),
    },
    {
      head: t('survives'),
      end: true,
      phone: 'keep',
      cell: ({ dkimAligned, messages }) => f.percent(dkimAligned, messages),
      foot: f.percent(total.dkimAligned, total.messages),
    },
    { head: t('became'), cell: ({ byOutcome }) => <OutcomeBar counts={byOutcome} /> },
    { head: t('breaks'), phone: 'keep', className: 'text-ink-2', cell: (row) => t(breakage(row)) },
    {
      head: t('arc'),
      end: true,
      cell: ({ excuses, failed }) => f.percent(excuses.arc, failed),
    },
    { head: t('letBy'), className: 'text-ink-2', cell: ({ excuses }) => few(excuses.reporters) },
    { head: t('domains'), className: 'text-ink-2', cell: ({ domains }) => few(domains) },
    {
      head: t('sure'),
      phone: 'keep',
      className: 'whitespace-nowrap text-ink-2',
      cell: ({ confidence, because }) => (
        <span title={because.map(({ code, values }) => reason(code, values)).join(' ')}>
          {label(`confidence.${confidence}`)}
        </span>
      ),
    },
  ];
  return (
    <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ name }) => name} />
  );
}

function ForwarderName({ row: { name, kind, ips }, filter }: { row: Forwarder; filter: Filter }) {
  const t = useTranslations('forwarding');
  const label = useTranslations('label.kind');
  const [first, ...more] = ips;
  const note = [
    kind ? label(kind) : null,
    more.length > 0 ? t('addresses', { count: ips.length }) : null,
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
  if (dkimAligned === messages) return 'breaksSpf';
  return dkimAligned === 0 ? 'breaksBoth' : 'breaksSome';
}

function few([first, ...more]: readonly string[]) {
  if (first === undefined) return '–';
  return (
    <span title={[first, ...more].join(', ')} className="whitespace-nowrap">
      {first} {more.length > 0 ? <span className="text-ink-3">+{more.length}</span> : null}
    </span>
  );
}
