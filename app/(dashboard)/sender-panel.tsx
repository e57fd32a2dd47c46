import type { ReactNode } from 'react';
import { Verdict as Checked } from '#app/_ui/auth-chip';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import type { Verdict } from '#lib/filter/vocabulary';
import { VERDICT_LABELS } from '#lib/format/label';
import type { CheckedSignature, MailEvidence } from '#lib/report/authenticity';

type SenderPanelProps = {
  verdict: Verdict;
  signer: string | null;
  evidence: MailEvidence | null;
  children?: ReactNode;
};

/** Who sent a report, as far as its mail proves it: the verdict, and what it rests on. */
export function SenderPanel({ verdict, signer, evidence, children }: SenderPanelProps) {
  return (
    <Panel id="sender" title="Who sent it" summary={VERDICT_LABELS[verdict].explain}>
      <Facts>
        <Fact name="Sender">
          <SenderVerdict verdict={verdict} />
        </Fact>
        {signer ? <Fact name="Vouched for by">{signer}</Fact> : null}
        {evidence ? <Evidence evidence={evidence} /> : null}
      </Facts>
      {children}
    </Panel>
  );
}

type EvidenceProps = { evidence: MailEvidence };

function Evidence({ evidence: { author, signatures, received, policy, dns } }: EvidenceProps) {
  return (
    <>
      <Fact name="From domain of the mail">{author ?? 'none, or more than one'}</Fact>
      <Fact name="DKIM signatures">
        {signatures.length === 0 ? 'none' : null}
        {signatures.map((one) => (
          <Signature key={`${one.domain} ${one.selector} ${one.result}`} signature={one} />
        ))}
      </Fact>
      {received ? (
        <Fact name={`Said by ${received.authservId}`}>
          <Checked good={received.dmarc === 'pass'}>{`DMARC ${received.dmarc}`}</Checked>
          {received.headerFrom ? ` for ${received.headerFrom}` : ''}
        </Fact>
      ) : null}
      <Fact name="Policy of the From domain">{policy ?? 'none, or not asked for'}</Fact>
      {dns === 'failed' ? <Fact name="DNS">did not answer in time</Fact> : null}
    </>
  );
}

function Signature({ signature }: { signature: CheckedSignature }) {
  const { domain, selector, result, limited } = signature;
  return (
    <span className="block">
      {domain}
      <span className="text-ink-3"> / {selector}</span>{' '}
      <Checked good={result === 'pass' && !limited}>{result}</Checked>
      {limited ? (
        <span className="block text-small text-ink-3">
          signs a part of the body only (l=), so it proves nothing
        </span>
      ) : null}
    </span>
  );
}
