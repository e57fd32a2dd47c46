import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { AutoRefresh } from '#app/_ui/auto-refresh.client';
import { formats } from '#app/_ui/formats';
import { Instant } from '#app/_ui/instant';
import { Notice } from '#app/_ui/notice';
import { Progress } from '#app/_ui/progress';
import type { Viewer } from '#lib/filter/viewer';
import type { Formats } from '#lib/format/formats';
import { type RecountStatus, recountStatus } from '#lib/queries/recount-status';
import type { Words } from '#lib/words/translate';
import { goOnAction } from './actions.ts';

/** How far the recount of the last decision is, or what it did. */
export async function RecountNotice({ viewer, now }: { viewer: Viewer; now: Date }) {
  const [t, f] = await Promise.all([getTranslations('settings'), formats()]);
  const recount = await recountStatus(viewer, now);
  if (!recount) return null;
  const { state, progress, endedAt, unreadable } = recount;
  if (state === 'stopped') {
    return (
      <Notice
        tone="warn"
        action={
          <ActionButton action={goOnAction} small>
            {t('recount.goOn')}
          </ActionButton>
        }
      >
        {t('recount.stopped')}
      </Notice>
    );
  }
  if (state === 'running') {
    return (
      <Notice>
        <AutoRefresh seconds={2} />
        <p className="mb-2">{t('recount.running')}</p>
        <Progress progress={progress} what="reports" />
      </Notice>
    );
  }
  const facts = factsOf(recount, t, f);
  return (
    <Notice tone={unreadable > 0 ? 'warn' : 'good'}>
      {t.rich(facts.length === 0 ? 'recount.nothing' : 'recount.done', {
        facts: f.list(facts),
        when: () => (endedAt ? <Instant at={endedAt} now={now} /> : null),
      })}
    </Notice>
  );
}

function factsOf({ counted, held, unreadable }: RecountStatus, t: Words<'settings'>, f: Formats) {
  const facts = [
    ['in', counted],
    ['out', held],
    ['unreadable', unreadable],
  ] as const;
  return facts.flatMap(([what, n]) =>
    n > 0 ? t(`recount.${what}`, { n, count: f.count(n) }) : [],
  );
}
