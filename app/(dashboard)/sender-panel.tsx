import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Verdict as Checked } from '#app/_ui/auth-chip';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import type { Verdict } from '#lib/filter/vocabulary';
import type { CheckedSignature, MailEvidence } from '#lib/report/authenticity';

type SenderPanelProps = {
  verdict: Verdict;
  signer: string | null;
  evidence: MailEvidence | null;
  children?: ReactNode;
};

/** Who sent a report, as far as its mail proves it: the verdict, and what it rests on. */
export function SenderPanel({ verdict, signer, evidence, children }: SenderPanelProps) {
  const t = useTranslations('sender');
  const explain = useTranslations('label.verdict');
  return (
    <Panel id="sender" title={t('title')} summary={explain(`${verdict}.explain`)}>
      <Facts>
        <Fact name={t('sender')}>
          <SenderVerdict verdict={verdict} />
        </Fact>
        {signer ? <Fact name={t('vouched')}>{signer}</Fact> : null}
        {evidence ? <Evidence evidence={evidence} /> : null}
      </Facts>
      {children}
    </Panel>
  );
}

type EvidenceProps = { evidence: MailEvidence };

function Evidence({ evidence: { author, signatures, received, policy, dns } }: EvidenceProps) {
  const t = useTranslations('sender');
  return (
    <>
      <Fact name={t('from')}>{author ?? t('noFrom')}</Fact>
      <Fact name={t('signatures')}>
        {signatures.length === 0 ? t('none') : null}
        {signatures.map((one) => (
          <Signature key={`${one.domain} ${one.selector} ${one.result}`} signature={one} />
        ))}
      </Fact>
      {received ? (
        <Fact name={t('saidBy', { name: received.authservId })}>
          <Checked good={received.dmarc === 'pass'}>{`DMARC ${received.dmarc}`}</Checked>
          {received.headerFrom ? ` ${t('for', { domain: received.headerFrom })}` : ''}
        </Fact>
      ) : null}
      <Fact name={t('policy')}>{policy ?? t('noPolicy')}</Fact>
      {dns === 'failed' ? <Fact name="DNS">{t('dns')}</Fact> : null}
    </>
  );
}

function Signature({ signature }: { signature: CheckedSignature }) {
  const t = useTranslations('sender');
  const { domain, selector, result, limited } = signature;
  return (
    <span className="block">
      {domain}
      <span className="text-ink-3"> / {selector}</span>{' '}
      <Checked good={result === 'pass' && !limited}>{result}</Checked>
      {limited ? <span className="block text-small text-ink-3">{t('limited')}</span> : null}
    </span>
  );
}
