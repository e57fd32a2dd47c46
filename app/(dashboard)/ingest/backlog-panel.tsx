import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { backlog } from '#lib/queries/backlog';
import { askStatus, type IngestAsk } from './asked.ts';
import { BacklogView } from './live/backlog-view.client.tsx';

/** What is being read right now; the numbers move by themselves. */
export async function BacklogPanel({ viewer, now }: IngestAsk) {
  const t = await getTranslations('ingest.backlog');
  const [initial, { mailboxes }] = await Promise.all([
    backlog(viewer, now),
    askStatus(viewer, now),
  ]);
  const looks = mailboxes.flatMap(({ lastPollAt }) => lastPollAt ?? []);
  const last = looks.toSorted((a, b) => b.getTime() - a.getTime())[0];
  const idle = last
    ? t.rich('nothingSince', { last: () => <Instant at={last} now={now} /> })
    : t('nothing');
  return (
    <Panel title={t('title')} note={t('note')}>
      <ClientWords of={['intake']}>
        <BacklogView initial={initial} idle={idle} />
      </ClientWords>
    </Panel>
  );
}
