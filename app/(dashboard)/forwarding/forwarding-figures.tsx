import { getTranslations } from 'next-intl/server';
import { Figure, Figures } from '#app/_ui/figures';
import { formats } from '#app/_ui/formats';
import type { Ask } from '#app/(dashboard)/page-bar';
import { askForwarding } from './asked.ts';

/** How much is forwarded, and how much of that arrives: by its signature, by mercy, or not. */
export async function ForwardingFigures({ viewer, filter, now }: Ask) {
  const f = await formats();
  const t = await getTranslations('forwarding.fig');
  const { total, arc, forwarders } = await askForwarding(viewer, filter, now);
  const { messages, dkimAligned, failed, byOutcome } = total;
  if (messages === 0) return null;
  const lost = byOutcome.quarantined + byOutcome.rejected;
  return (
    <Figures>
      <Figure
        label={t('messages')}
        value={f.compact(messages)}
        exact={f.count(messages)}
        note={t('by', { n: forwarders.length, count: f.count(forwarders.length) })}
      />
      <Figure label={t('survived')} value={f.percent(dkimAligned, messages)} note={t('unbroken')} />
      <Figure
        label={t('rescued')}
        value={f.percent(byOutcome.overridden, failed)}
        note={t('rescuedNote', { count: f.count(arc) })}
      />
      <Figure
        label={t('lost')}
        value={f.compact(lost)}
        exact={f.count(lost)}
        note={t('lostNote')}
      />
    </Figures>
  );
}
