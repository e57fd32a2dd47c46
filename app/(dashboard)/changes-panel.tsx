import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { completeThrough } from '#lib/queries/complete-through';
import { policyChanges } from '#lib/queries/policy-changes';
import { senders, together } from '#lib/queries/senders';
import { volumeByDomain } from '#lib/queries/volume-by-domain';
import { changesOf } from './changes.tsx';
import type { Ask } from './page-bar.tsx';

const MOST = 5;
/** Domains whose week is compared; those with less mail move nobody. */
const DOMAINS = 50;

/** What the last seven complete days brought that the seven before had not (J3). */
export async function ChangesPanel({ viewer, filter, now }: Ask) {
  const [t, f] = await Promise.all([getTranslations('overview'), formats()]);
  const to = await completeThrough(viewer, filter, now);
  if (to === null) return null;
  const week = { from: addDays(to, -6), to };
  const [volumes, policies, { senders: sent, judged }] = await Promise.all([
    volumeByDomain(viewer, within(filter, addDays(to, -13), to), { limit: DOMAINS, now }),
    policyChanges(viewer, within(filter, week.from, to), now),
    senders(viewer, filter, now),
  ]);
  // Whoever is called the same is one sender, whatever class its addresses have.
  const named = together(sent, ({ domain, name, ip }) => [domain, name, ip]);
  const facts = { week, volumes: volumes.rows, policies, senders: named, filter };
  const changes = changesOf({ ...facts, knownSince: judged.from }, t, f);
  return (
    <Panel
      title={t('changes.title')}
      note={t('changes.note', { from: f.day(week.from), to: f.day(week.to) })}
    >
      {changes.length === 0 ? (
        <Empty kind="good" title={t('changes.none')} />
      ) : (
        <ul className="px-1.5 py-2">
          {changes.slice(0, MOST).map(({ title, detail, href }) => (
            <li key={title} className="border-line-2 px-3 py-[9px] not-first:border-t">
              <p className="[overflow-wrap:anywhere]">
                <Link href={href} prefetch={false} className="drill">
                  {title}
                </Link>
              </p>
              <p className="text-note text-ink-3">{detail}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function within(filter: Filter, from: string, to: string): Filter {
  return { ...filter, period: { kind: 'fixed', from, to } };
}
