import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '#app/_ui/data-table';
import { formats } from '#app/_ui/formats';
import { Glyph, type GlyphName } from '#app/_ui/glyph';
import { Panel } from '#app/_ui/panel';
import { askClassSums, askDomains } from '#app/(dashboard)/asked';
import type { Ask } from '#app/(dashboard)/page-bar';
import type { Formats } from '#lib/format/formats';
import {
  BULK_A_DAY,
  type Requirement,
  type RequirementState,
  type SenderFacts,
  senderRequirements,
} from '#lib/posture/sender-requirements';
import { type BusiestDay, busiestDays } from '#lib/queries/busiest-days';
import { type Sender, senders } from '#lib/queries/senders';
import type { Words } from '#lib/words/translate';

/** What Gmail, Yahoo and Outlook ask of senders, and what reports tell about each of it. */
export async function RequirementsPanel({ viewer, filter, now }: Ask) {
  const [t, f] = await Promise.all([getTranslations('domain.requirement'), formats()]);
  const [{ authorised }, { senders: sent }, [domain], busiest] = await Promise.all([
    askClassSums(viewer, filter, now),
    senders(viewer, filter, now),
    askDomains(viewer, filter, now),
    busiestDays(viewer, filter, now),
  ]);
  const facts = {
    ...authorised,
    ...hostsOf(sent),
    hasPolicy: domain?.policy?.p !== null && domain?.policy !== null,
  };
  return (
    <Panel title={t('title')} note={t('note')} summary={t('summary')}>
      <DataTable
        caption={t('caption')}
        rows={senderRequirements(facts)}
        rowKey={({ code }) => code}
        columns={[
          { head: t('what'), cell: ({ code }) => t(`code.${code}.what`) },
          { head: t('state'), phone: 'keep', cell: ({ state }) => <State state={state} /> },
          {
            head: t('seen'),
            phone: 'keep',
            className: 'text-ink-2',
            cell: (row) => seen(row, facts, busiest, t, f),
          },
        ]}
      />
    </Panel>
  );
}

/** Servers of one's own, which only their owner can give a name; those of services have theirs. */
function hostsOf(all: readonly Sender[]) {
  const own = all.filter((sender) => sender.class === 'own' && !sender.isService);
  const asked = own.reduce((sum, { askedHosts }) => sum + askedHosts, 0);
  const named = own.reduce((sum, { namedHosts }) => sum + namedHosts, 0);
  return { namedHosts: named, namelessHosts: asked - named };
}

const SIGNS = {
  meets: { glyph: 'check', colour: 'text-passed' },
  work: { glyph: 'x', colour: 'text-delivered' },
  unseen: { glyph: 'circle-help', colour: 'text-ink-3' },
  told: { glyph: 'info', colour: 'text-ink-3' },
} as const satisfies Record<RequirementState, { glyph: GlyphName; colour: string }>;

function State({ state }: Pick<Requirement, 'state'>) {
  const t = useTranslations('domain.requirement');
  const { glyph, colour } = SIGNS[state];
  return (
    <span
      className={`inline-flex items-baseline gap-1.5 sm:whitespace-nowrap ${state === 'unseen' ? 'text-ink-3' : ''}`}
    >
      <Glyph name={glyph} className={`translate-y-[2px] ${colour}`} />
      {t(`is.${state}`)}
    </span>
  );
}

function seen(
  { code, state }: Requirement,
  facts: SenderFacts,
  busiest: readonly BusiestDay[],
  t: Words<'domain.requirement'>,
  f: Formats,
) {
  const { messages, passed, dkimAligned, spfAligned, namedHosts, namelessHosts } = facts;
  switch (code) {
    case 'bulk':
      return bulk(busiest, t, f);
    case 'both':
      if (state === 'unseen') return t('few');
      return t('code.both.seen', {
        dkim: f.percent(dkimAligned, messages),
        spf: f.percent(spfAligned, messages),
      });
    case 'dmarc':
      if (!facts.hasPolicy) return t('code.dmarc.none');
      return state === 'unseen'
        ? t('few')
        : t('code.dmarc.seen', { share: f.percent(passed, messages) });
    case 'ptr':
      if (state === 'unseen') return t('code.ptr.none');
      return t('code.ptr.seen', { named: namedHosts, all: namedHosts + namelessHosts });
    case 'tls':
    case 'complaints':
    case 'unsubscribe':
    case 'refused':
      return t(`code.${code}.seen`);
  }
}

function bulk(busiest: readonly BusiestDay[], t: Words<'domain.requirement'>, f: Formats) {
  if (busiest.length === 0) return t('code.bulk.none');
  return busiest
    .map(({ provider, day, messages }) =>
      t(messages >= BULK_A_DAY ? 'code.bulk.likely' : 'code.bulk.below', {
        provider: t(`provider.${provider}`),
        messages: f.count(messages),
        day: f.day(day),
      }),
    )
    .join(' ');
}
