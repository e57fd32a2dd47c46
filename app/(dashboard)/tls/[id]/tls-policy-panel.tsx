import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Fact, Facts } from '#app/_ui/facts';
import { Glyph } from '#app/_ui/glyph';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { PolicyKinds } from '#app/(dashboard)/tls/tls-words';
import type { Formats } from '#lib/format/formats';
import { TLS_POLICIES, TLS_RESULTS } from '#lib/format/tls-label';
import type { TlsFailureDetail, TlsPolicyRow } from '#lib/queries/tls-report-detail';
import type { Words } from '#lib/words/translate';

/** What the reporter saw under one policy: the policy itself, its sessions, and what failed. */
export function TlsPolicyPanel({ policy }: { policy: TlsPolicyRow }) {
  const t = useTranslations('tls');
  const f = useFormats();
  const { policyNo, domain, successful, failed, strings, mxHosts, failures } = policy;
  const kind = TLS_POLICIES.find((one) => one === policy.type) ?? policy.typeRaw;
  return (
    <Panel
      id={`policy-${policyNo}`}
      title={domain ?? t('policy.nameless')}
      note={kind ? <PolicyKinds kinds={[kind]} /> : t('policy.none')}
      summary={
        <>
          <Glyph
            name={failed === 0 ? 'check' : 'x'}
            className={failed === 0 ? 'text-passed' : 'text-delivered'}
          />{' '}
          {t(failed === 0 ? 'policy.good' : 'policy.bad', {
            successful: f.count(successful),
            failed: f.count(failed),
            share: f.percent(failed, successful + failed),
          })}
        </>
      }
    >
      <Facts>
        <Fact name={t('policy.servers')}>
          {mxHosts.length === 0 ? t('policy.noServers') : mxHosts.join(', ')}
        </Fact>
        <Fact name={t('policy.asFound')} wide>
          {strings.length === 0 ? t('notGiven') : <Policy lines={strings} />}
        </Fact>
      </Facts>
      {failures.length > 0 ? (
        <DataTable
          caption={t('failed.caption')}
          columns={columnsOf(t, f)}
          rows={failures}
          rowKey={({ failureNo }) => String(failureNo)}
        />
      ) : null}
    </Panel>
  );
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

function columnsOf(t: Words<'tls'>, f: Formats): readonly Column<TlsFailureDetail>[] {
  return [
    { head: t('head.reason'), className: 'align-top', cell: (failure) => <Reason {...failure} /> },
    {
      head: t('head.sessions'),
      end: true,
      phone: 'keep',
      className: 'align-top',
      cell: ({ sessions }) => f.count(sessions),
    },
    {
      head: t('head.sentFrom'),
      phone: 'keep',
      className: 'align-top [overflow-wrap:anywhere]',
      cell: ({ sendingMtaIp }) => sendingMtaIp ?? t('notGiven'),
    },
    {
      head: t('head.to'),
      phone: 'keep',
      className: 'align-top [overflow-wrap:anywhere]',
      cell: ({ receivingMxHostname, receivingIp }) => (
        <>
          {receivingMxHostname ?? receivingIp ?? t('notGiven')}
          {receivingMxHostname && receivingIp ? (
            <span className="block text-small text-ink-3">{receivingIp}</span>
          ) : null}
        </>
      ),
    },
  ];
}

function Reason({ resultType, additionalInformation, failureReasonCode }: TlsFailureDetail) {
  const t = useTranslations('tls.failed');
  const label = useTranslations('label.tlsResult');
  const known = TLS_RESULTS.find((one) => one === resultType);
  const more = [resultType, failureReasonCode, additionalInformation].filter(Boolean);
  return (
    <>
      {known ? label(`${known}.text`) : (resultType ?? t('noReason'))}
      {more.length > 0 ? (
        <span className="block text-small font-normal text-ink-3 [overflow-wrap:anywhere]">
          {more.join(' · ')}
        </span>
      ) : null}
      {known ? (
        <span className="block text-note font-normal text-ink-2">{label(`${known}.fix`)}</span>
      ) : null}
    </>
  );
}
