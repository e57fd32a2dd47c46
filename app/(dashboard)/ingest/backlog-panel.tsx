import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { backlog } from '#lib/queries/backlog';
import { askStatus, type IngestAsk } from './asked.ts';
import { BacklogView } from './live/backlog-view.client.tsx';

/** What is being read right now; the numbers move by themselves. */
export async function BacklogPanel({ viewer, now }: IngestAsk) {
  const [initial, { mailboxes }] = await Promise.all([
    backlog(viewer, now),
    askStatus(viewer, now),
  ]);
  const looks = mailboxes.flatMap(({ lastPollAt }) => lastPollAt ?? []);
  const last = looks.toSorted((a, b) => b.getTime() - a.getTime())[0];
  const idle = last ? (
    <>
      Nothing waits. The last look into a mailbox was <Instant at={last} now={now} />.
    </>
  ) : (
    'Nothing waits.'
  );
  return (
    <Panel title="Under way" note="moves by itself">
      <BacklogView initial={initial} idle={idle} />
    </Panel>
  );
}
