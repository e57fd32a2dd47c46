import { type Column, DataTable } from '#app/_ui/data-table';
import { Fact, Facts } from '#app/_ui/facts';
import { Glyph } from '#app/_ui/glyph';
import { Panel } from '#app/_ui/panel';
import { formatCount, formatPercent } from '#lib/format/number';
import { TLS_POLICIES, TLS_RESULTS } from '#lib/format/tls-label';
import type { TlsFailureDetail, TlsPolicyRow } from '#lib/queries/tls-report-detail';

/** What the reporter saw under one policy: the policy itself, its sessions, and what failed. */
export function TlsPolicyPanel({ policy }: { policy: TlsPolicyRow }) {
  const { policyNo, domain, successful, failed, strings, mxHosts, failures } = policy;
  return (
    <Panel
      id={`policy-${policyNo}`}
      title={domain ?? 'A domain that is not named'}
      note={wordOf(policy)}
      summary={
        <>
          <Glyph
            name={failed === 0 ? 'check' : 'x'}
            className={failed === 0 ? 'text-passed' : 'text-delivered'}
          />{' '}
          {formatCount(successful)} sessions encrypted
          {failed === 0
            ? ', none failed.'
            : `, ${formatCount(failed)} failed: ${formatPercent(failed, successful + failed)}.`}
        </>
      }
    >
      <Facts>
        <Fact name="Mail servers">{mxHosts.length === 0 ? 'none named' : mxHosts.join(', ')}</Fact>
        <Fact name="Policy as found" wide>
          {strings.length === 0 ? 'not given' : <Policy lines={strings} />}
        </Fact>
      </Facts>
      {failures.length > 0 ? (
        <DataTable
          caption="Failed sessions"
          columns={COLUMNS}
          rows={failures}
          rowKey={({ failureNo }) => String(failureNo)}
        />
      ) : null}
    </Panel>
  );
}

function wordOf({ type, typeRaw }: TlsPolicyRow) {
  return TLS_POLICIES[type] ?? (typeRaw || 'a policy of no kind');
}

function Policy({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="font-mono text-[12px] leading-[20px]">
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

const COLUMNS: readonly Column<TlsFailureDetail>[] = [
  { head: 'Reason', className: 'align-top', cell: (failure) => <Reason {...failure} /> },
  {
    head: 'Sessions',
    end: true,
    phone: 'keep',
    className: 'align-top',
    cell: ({ sessions }) => formatCount(sessions),
  },
  {
    head: 'Sent from',
    phone: 'keep',
    className: 'align-top [overflow-wrap:anywhere]',
    cell: ({ sendingMtaIp }) => sendingMtaIp ?? 'not given',
  },
  {
    head: 'To',
    phone: 'keep',
    className: 'align-top [overflow-wrap:anywhere]',
    cell: ({ receivingMxHostname, receivingIp }) => (
      <>
        {receivingMxHostname ?? receivingIp ?? 'not given'}
        {receivingMxHostname && receivingIp ? (
          <span className="block text-small text-ink-3">{receivingIp}</span>
        ) : null}
      </>
    ),
  },
];

function Reason({ resultType, additionalInformation, failureReasonCode }: TlsFailureDetail) {
  const known = resultType === null ? undefined : TLS_RESULTS[resultType];
  const more = [resultType, failureReasonCode, additionalInformation].filter(Boolean);
  return (
    <>
      {known?.text ?? resultType ?? 'no reason given'}
      {more.length > 0 ? (
        <span className="block text-small font-normal text-ink-3 [overflow-wrap:anywhere]">
          {more.join(' · ')}
        </span>
      ) : null}
      {known ? <span className="block text-note font-normal text-ink-2">{known.fix}</span> : null}
    </>
  );
}
