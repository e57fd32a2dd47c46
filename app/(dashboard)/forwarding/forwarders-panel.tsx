import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref, unfilteredHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import type { Filter } from '#lib/filter/filter';
import { askForwarding } from './asked.ts';
import { ForwardersTable } from './forwarders-table.tsx';

/** Who forwards, and how the mail fares there; with how that is known, since it is a judgement. */
export async function ForwardersPanel({ viewer, filter, now }: Ask) {
  const f = await formats();
  const t = await getTranslations('forwarding');
  const { forwarders, total } = await askForwarding(viewer, filter, now);
  return (
    <Panel
      title={t('forwarders')}
      note={forwarders.length > 0 ? t('note', { count: f.count(forwarders.length) }) : null}
      summary={t('summary')}
    >
      {forwarders.length === 0 ? (
        <NoForwarder filter={filter} />
      ) : (
        <ForwardersTable rows={forwarders} total={total} filter={filter} />
      )}
    </Panel>
  );
}

function NoForwarder({ filter }: { filter: Filter }) {
  const t = useTranslations('forwarding');
  const cleared = unfilteredHref('/forwarding', filter);
  if (cleared !== pageHref('/forwarding', filter)) {
    return (
      <Empty kind="filtered" title={t('filtered')} action={{ href: cleared, text: t('clear') }} />
    );
  }
  return (
    <Empty kind="range" title={t('none')}>
      {t('likely')}
    </Empty>
  );
}
