import { useTranslations } from 'next-intl';
import { AuthChip, Verdict } from '#app/_ui/auth-chip';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import type { AuthMatrixRow } from '#lib/queries/auth-matrix';

/** Every From domain that this source used, and what it showed for it. */
export function AuthMatrix({ rows }: { rows: readonly AuthMatrixRow[] }) {
  const t = useTranslations('source.matrix');
  const columns = useColumns();
  if (rows.length === 0) return null;
  return (
    <Panel title={t('title')} note={t('note')}>
      <DataTable
        caption={t('caption')}
        columns={columns}
        rows={rows}
        rowKey={(row) => JSON.stringify([row.headerFrom, row.dkim, row.spf])}
      />
    </Panel>
  );
}

function useColumns(): readonly Column<AuthMatrixRow>[] {
  const t = useTranslations('source.matrix');
  const ui = useTranslations('ui');
  const f = useFormats();
  return [
    { head: t('from'), className: 'align-top', cell: ({ headerFrom }) => headerFrom },
    {
      head: ui('messages'),
      end: true,
      phone: 'keep',
      className: 'align-top',
      cell: ({ messages }) => f.count(messages),
    },
    { head: 'DKIM', phone: 'keep', className: 'align-top', cell: (row) => <Signatures {...row} /> },
    { head: 'SPF', phone: 'keep', className: 'align-top', cell: (row) => <ReturnPaths {...row} /> },
    {
      head: 'DMARC',
      phone: 'keep',
      className: 'align-top',
      cell: ({ passed, messages }) => (
        <Verdict good={passed === messages}>{f.percent(passed, messages)}</Verdict>
      ),
    },
  ];
}

function Signatures({ dkim }: AuthMatrixRow) {
  const t = useTranslations('source.matrix');
  if (dkim.length === 0) return <span className="text-ink-3">{t('unsigned')}</span>;
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
  const t = useTranslations('source.matrix');
  if (spf.length === 0) return <span className="text-ink-3">{t('unchecked')}</span>;
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
