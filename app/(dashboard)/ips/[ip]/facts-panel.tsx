import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { DataCredit } from '#app/(dashboard)/sources/data-credit';
import { countryName } from '#lib/format/country';
import { formatDay } from '#lib/format/date';
import { KIND_LABELS } from '#lib/format/source-label';
import type { ClassifiedSource, KnownSender } from '#lib/queries/classified-sources';
import type { SourceDetail } from '#lib/queries/source-detail';

type FactsPanelProps = { source: SourceDetail; sender: ClassifiedSource['sender'] };

/** What is known of an address besides its mail. */
export function FactsPanel({ source, sender }: FactsPanelProps) {
  const { firstDay, lastDay, country, asn, asName } = source;
  return (
    <Panel title="What is known of it" note="looked up by a job, never while a page waits">
      <Facts>
        <Fact name="Host name">
          <HostName {...source} />
        </Fact>
        <Fact name="Service">
          {sender ? <Service sender={sender} /> : <Quiet>none that is known by name</Quiet>}
        </Fact>
        <Fact name="Network">
          {asn === null ? <Quiet>not known</Quiet> : `AS${asn}${asName ? ` ${asName}` : ''}`}
        </Fact>
        <Fact name="Country">
          {country === null ? (
            <Quiet>not known</Quiet>
          ) : (
            <>
              {countryName(country)} <Quiet>where the address is registered</Quiet>
            </>
          )}
        </Fact>
        <Fact name="First seen in this period">{firstDay ? formatDay(firstDay) : '–'}</Fact>
        <Fact name="Last seen">{lastDay ? formatDay(lastDay) : '–'}</Fact>
      </Facts>
      <DataCredit />
    </Panel>
  );
}

function HostName({ ptr, ptrConfirmed, lookup }: SourceDetail) {
  if (ptr === null) return <Quiet>{NO_NAME[lookup ?? 'null']}</Quiet>;
  return (
    <>
      {ptr}
      <span className="block text-small text-ink-3">{confirmation(ptrConfirmed)}</span>
    </>
  );
}

function confirmation(confirmed: boolean | null) {
  switch (confirmed) {
    case true:
      return 'confirmed: the name leads back to this address';
    case false:
      return 'not confirmed: the name does not lead back, and anybody can choose one';
    case null:
      return 'not confirmed: DNS did not say where the name leads';
  }
}

const NO_NAME = {
  found: 'none',
  demo: 'none in DNS',
  none: 'none in DNS',
  failed: 'DNS did not answer; it is asked again within the hour',
  skipped: 'not looked up',
  null: 'not looked up yet',
} as const;

const TOLD_BY = {
  ptr: 'told by its confirmed host name',
  spf: 'told by its return path',
  dkim: 'told by its signature',
} as const satisfies Record<KnownSender['by'], string>;

function Service({ sender: { name, kind, by, trace } }: { sender: KnownSender }) {
  return (
    <>
      {name}, {KIND_LABELS[kind]}
      <span className="block text-small text-ink-3">
        {TOLD_BY[by]}, {trace}
      </span>
    </>
  );
}

function Quiet({ children }: { children: string }) {
  return <span className="text-ink-3">{children}</span>;
}
