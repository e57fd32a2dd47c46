import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Notice } from '#app/_ui/notice';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { resolvePeriod } from '#lib/filter/period';
import { type PolicyHistory as History, policyHistory } from '#lib/queries/policy-history';
import { PolicyLanes } from './policy-lanes.tsx';
import { PublishedTable, SeenTable } from './policy-tables.tsx';

/** The policy over time: what receivers saw, and what DNS says, which need not be the same. */
export async function PolicyHistory({ viewer, filter, now }: Ask) {
  const t = await getTranslations('domain.history');
  const [history] = await policyHistory(viewer, filter, now);
  const { from, to } = resolvePeriod(filter.period, now);
  if (!history || history.lanes.length + history.published.length === 0) {
    return (
      <Panel title={t('title')} note={t('note')}>
        <Empty kind="range" title={t('none')} />
      </Panel>
    );
  }
  const { lanes, seen, published } = history;
  return (
    <Panel title={t('title')} note={t('note')} summary={<InDns history={history} now={now} />}>
      <Behind history={history} />
      {lanes.length > 0 ? (
        <PolicyLanes lanes={lanes} published={published} span={{ from, to }} />
      ) : null}
      <SeenTable rows={seen} />
      <PublishedTable rows={published} now={now} />
    </Panel>
  );
}

/** What stands in DNS now, and when that was read. */
async function InDns({ history, now }: { history: History; now: Date }) {
  const [t, f] = await Promise.all([getTranslations('domain.history'), formats()]);
  const newest = history.published.at(-1);
  if (!newest) return t('notRead');
  const ago = f.ago(newest.until, now);
  if (newest.record === null)
    return t(newest.state === 'several' ? 'several' : 'noRecord', { ago });
  return t.rich('inDns', {
    record: newest.record,
    ago,
    c: (text) => <code className="font-mono text-[12.5px] break-words text-ink">{text}</code>,
  });
}

/** Names that a sentence has room for. */
const MOST = 4;

/** Who has not seen yet what stands in DNS. */
async function Behind({ history: { behind, reporters } }: { history: History }) {
  const [t, f] = await Promise.all([getTranslations('domain.history'), formats()]);
  if (behind.length === 0) return null;
  const named = behind.slice(0, MOST).map(({ reporter, tags }) => {
    const policy = tags.map(({ tag, value }) => `${tag}=${value}`).join('; ');
    return t('behindOne', { reporter, policy });
  });
  return (
    <div className="px-[18px] pt-3">
      <Notice>
        {t('behind', {
          behind: behind.length,
          reporters,
          names: f.list(named),
          more: behind.length - named.length,
        })}
      </Notice>
    </div>
  );
}
