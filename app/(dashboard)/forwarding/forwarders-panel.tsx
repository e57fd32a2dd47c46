import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#app/_ui/button';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref, pagePath, unfilteredHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import type { Filter } from '#lib/filter/filter';
import { askForwarding } from './asked.ts';
import { ForwardersTable } from './forwarders-table.tsx';

type ForwardersPanelProps = Ask & {
  /** Whether all are asked for: a large domain has hundreds, and nobody reads the last of them. */
  whole: boolean;
};

const FIRST = 50;

/** Who forwards, and how the mail fares there; with how that is known, since it is a judgement. */
export async function ForwardersPanel({ whole, viewer, filter, now }: ForwardersPanelProps) {
  const f = await formats();
  const [t, ui] = await Promise.all([getTranslations('forwarding'), getTranslations('ui')]);
  const { forwarders, total } = await askForwarding(viewer, filter, now);
  const listed = whole ? forwarders : forwarders.slice(0, FIRST);
  return (
    <Panel
      title={t('forwarders')}
      note={forwarders.length > 0 ? t('note', { count: f.count(forwarders.length) }) : null}
      summary={t('summary')}
    >
      {forwarders.length === 0 ? (
        <NoForwarder filter={filter} />
      ) : (
        <ForwardersTable rows={listed} total={total} filter={filter} />
      )}
      {listed.length < forwarders.length ? (
        <nav
          aria-label={ui('pagesOfList')}
          className="flex items-center justify-between border-line border-t px-[18px] py-2.5 text-ink-3 text-note print:hidden"
        >
          {t('first', { shown: f.count(listed.length), count: f.count(forwarders.length) })}
          <ButtonLink href={pageHref(pagePath('/forwarding', { rows: 'all' }), filter)} small>
            {t('showAll')}
          </ButtonLink>
        </nav>
      ) : null}
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
