import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { DataCredit } from '#app/(dashboard)/sources/data-credit';
import type { JudgedSource, KnownSender } from '#lib/queries/judged-source';
import type { SourceDetail } from '#lib/queries/source-detail';

type FactsPanelProps = {
  source: SourceDetail;
  sender: JudgedSource['sender'];
  /** Facts that take a question of their own. */
  children: ReactNode;
};

/** What is known of an address besides its mail. */
export function FactsPanel({ source, sender, children }: FactsPanelProps) {
  const t = useTranslations('source.facts');
  const f = useFormats();
  const { firstDay, lastDay, country, asn, asName } = source;
  return (
    <Panel title={t('title')} note={t('note')}>
      <Facts>
        <Fact name={t('host')}>
          <HostName {...source} />
        </Fact>
        <Fact name={t('service')}>
          {sender ? <Service sender={sender} /> : <Quiet>{t('noService')}</Quiet>}
        </Fact>
        <Fact name={t('network')}>
          {asn === null ? <Quiet>{t('unknown')}</Quiet> : `AS${asn}${asName ? ` ${asName}` : ''}`}
        </Fact>
        <Fact name={t('country')}>
          {country === null ? (
            <Quiet>{t('unknown')}</Quiet>
          ) : (
            t.rich('registered', {
              country: f.country(country),
              q: (text) => <Quiet>{text}</Quiet>,
            })
          )}
        </Fact>
        <Fact name={t('first')}>{firstDay ? f.day(firstDay) : '–'}</Fact>
        <Fact name={t('last')}>{lastDay ? f.day(lastDay) : '–'}</Fact>
        {children}
      </Facts>
      <DataCredit />
    </Panel>
  );
}

function HostName({ ptr, ptrConfirmed, lookup }: SourceDetail) {
  const t = useTranslations('source.facts');
  if (ptr === null) return <Quiet>{t(`lookup.${lookup ?? 'null'}`)}</Quiet>;
  return (
    <>
      {ptr}
      <span className="block text-small text-ink-3">{t(confirmation(ptrConfirmed))}</span>
    </>
  );
}

function confirmation(confirmed: boolean | null) {
  switch (confirmed) {
    case true:
      return 'confirmed';
    case false:
      return 'notConfirmed';
    case null:
      return 'undecided';
  }
}

function Service({ sender: { name, kind, by, trace } }: { sender: KnownSender }) {
  const t = useTranslations('source.facts');
  const label = useTranslations('label.kind');
  return (
    <>
      {t('serviceKind', { name, kind: label(kind) })}
      <span className="block text-small text-ink-3">{t(`by.${by}`, { trace })}</span>
    </>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-ink-3">{children}</span>;
}
