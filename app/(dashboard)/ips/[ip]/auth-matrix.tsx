import { AuthChip, Verdict } from '#app/_ui/auth-chip';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Panel } from '#app/_ui/panel';
import { formatCount, formatPercent } from '#lib/format/number';
import type { AuthMatrixRow } from '#lib/queries/auth-matrix';

const COLUMNS: readonly Column<AuthMatrixRow>[] = [
  { head: 'From domain', className: 'align-top', cell: ({ headerFrom }) => headerFrom },
  {
    head: 'Messages',
    end: true,
    phone: 'keep',
    className: 'align-top',
    cell: ({ messages }) => formatCount(messages),
  },
  { head: 'DKIM', phone: 'keep', className: 'align-top', cell: (row) => <Signatures {...row} /> },
  { head: 'SPF', phone: 'keep', className: 'align-top', cell: (row) => <ReturnPaths {...row} /> },
  {
    head: 'DMARC',
    phone: 'keep',
    className: 'align-top',
    cell: ({ passed, messages }) => (
      <Verdict good={passed === messages}>{formatPercent(passed, messages)}</Verdict>
    ),
  },
];

/** Every From domain that this source used, and what it showed for it. */
export function AuthMatrix({ rows }: { rows: readonly AuthMatrixRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Panel title="Which domain, which identity" note="every From domain that this source used">
      <DataTable
        caption="Identities by From domain"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => JSON.stringify([row.headerFrom, row.dkim, row.spf])}
      />
    </Panel>
  );
}

function Signatures({ dkim }: AuthMatrixRow) {
  if (dkim.length === 0) return <span className="text-ink-3">not signed</span>;
  return (
    <div className="flex flex-col gap-1.5">
      {dkim.map(({ domain, selector, result, aligned }) => (
        <AuthChip
          key={`${domain} ${selector} ${result}`}
          domain={domain}
          detail={selector}
          result={result}
          aligned={aligned}
        />
      ))}
    </div>
  );
}

function ReturnPaths({ spf }: AuthMatrixRow) {
  if (spf.length === 0) return <span className="text-ink-3">not checked</span>;
  return (
    <div className="flex flex-col gap-1.5">
      {spf.map(({ domain, scope, result, aligned }) => (
        <AuthChip
          key={`${domain} ${scope} ${result}`}
          domain={domain}
          detail={scope === 'helo' ? 'HELO' : null}
          result={result}
          aligned={aligned}
        />
      ))}
    </div>
  );
}
