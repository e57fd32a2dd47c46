import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { type ReactNode, Suspense } from 'react';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref } from '#app/_ui/page-href';
import {
  PeekDiagnosis,
  PeekFacts,
  PeekHead,
  PeekOutcomes,
  PeekPart,
  PeekShares,
} from '#app/_ui/peek-parts';
import { useFormats } from '#app/_ui/use-formats';
import type { Ask } from '#app/(dashboard)/page-bar';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import { diagnoses } from '#lib/queries/diagnoses';
import { addUp } from '#lib/queries/metrics';
import { groupSources } from '#lib/queries/source-groups';
import { askClassified, askSourceDetail } from './asked-sources.tsx';
import { ReasonList } from './reason-list.tsx';
import { fareSentence, verdictTitle } from './verdict-words.ts';

/** One address beside its list: whose it is, what is known of it, and how its mail fares. */
export async function AddressPeek({ ip, viewer, filter, now }: Ask & { ip: string }) {
  const t = await getTranslations('source');
  const f = await formats();
  const of = { ...filter, ip, ...BARE };
  const [source, { sources }] = await Promise.all([
    askSourceDetail(viewer, of, ip, now),
    askClassified(viewer, of, now),
  ]);
  const { ptr, country, asn, asName } = source;
  const facts = [
    [t('facts.host'), ptr ?? t('facts.noHost')],
    [
      t('facts.network'),
      asn === null ? t('facts.unknown') : `AS${asn}${asName ? ` ${asName}` : ''}`,
    ],
    [t('facts.country'), country === null ? t('facts.unknown') : f.country(country)],
  ] as const;
  return (
    <SourcePeek name={ip} sources={sources} facts={facts} filter={of}>
      <Suspense>
        <Diagnosis viewer={viewer} filter={of} now={now} sources={null} />
      </Suspense>
    </SourcePeek>
  );
}

/** One service beside its list, of all its addresses. */
export async function ServicePeek({ name, viewer, filter, now }: Ask & { name: string }) {
  const t = await getTranslations('source');
  const kind = await getTranslations('label.kind');
  const f = await formats();
  const of = { ...filter, ...BARE };
  const { sources } = await askClassified(viewer, of, now);
  const group = groupSources(sources, 'service').find(({ key }) => key === name);
  const members = group?.sources ?? [];
  const facts = [
    [t('peek.kind'), group?.sender ? kind(group.sender.kind) : t('facts.unknown')],
    [t('peek.addresses'), f.count(group?.addresses ?? 0)],
  ] as const;
  return (
    <SourcePeek name={name} sources={members} facts={facts} filter={of}>
      <Suspense>
        <Diagnosis viewer={viewer} filter={of} now={now} sources={members} />
      </Suspense>
    </SourcePeek>
  );
}

/** A page about one source is neither searched nor sorted. */
const BARE = { q: null, sort: null, cursor: null } as const;

type SourcePeekProps = Pick<Ask, 'filter'> & {
  name: string;
  sources: readonly ClassifiedSource[];
  facts: readonly (readonly [string, string])[];
  children: ReactNode;
};

function SourcePeek({ name, sources, facts, filter, children }: SourcePeekProps) {
  const t = useTranslations('source');
  const ui = useTranslations('ui');
  const f = useFormats();
  const [first] = sources;
  if (!first) {
    return (
      <>
        <PeekHead title={name} />
        <Empty kind="range" title={t('peek.nothing')} />
      </>
    );
  }
  const sum = addUp(sources);
  const days = sources.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).toSorted();
  return (
    <>
      <PeekHead title={name}>{fareSentence(sources, t, f)}</PeekHead>
      <PeekPart title={verdictTitle(first, t)}>
        <ReasonList sources={sources} />
      </PeekPart>
      {children}
      <PeekOutcomes counts={sum.byOutcome} />
      <PeekShares
        title={t('of.title')}
        most={(shown, all) => t('peek.mostDomains', { shown, all })}
        shares={domainsOf(sources, filter)}
      />
      <PeekFacts
        facts={[
          [t('peek.messages'), f.count(sum.messages)],
          [ui('compliance'), f.percent(sum.passed, sum.messages)],
          [t('facts.first'), f.day(days[0] ?? '')],
          [t('facts.last'), f.day(days.at(-1) ?? '')],
          ...facts,
        ]}
      />
    </>
  );
}

function domainsOf(sources: readonly ClassifiedSource[], filter: Ask['filter']) {
  return [...Map.groupBy(sources, ({ domain }) => domain)].map(([name, members]) => ({
    ...addUp(members),
    name,
    href: pageHref(`/domains/${name}`, filter, { ip: null }),
  }));
}

type DiagnosisProps = Ask & { sources: readonly ClassifiedSource[] | null };

/** It takes longer than the rest, so it comes after. */
async function Diagnosis({ viewer, filter, now, sources }: DiagnosisProps) {
  const { cards } = await diagnoses(viewer, filter, { of: sources, now });
  return <PeekDiagnosis cards={cards} />;
}
