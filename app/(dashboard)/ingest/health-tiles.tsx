import { Figure, Figures } from '#app/_ui/figures';
import { formatBytes } from '#lib/format/bytes';
import { formatAgo, formatDuration, formatFullDay } from '#lib/format/date';
import { formatCompact, formatCount } from '#lib/format/number';
import { retentionInForce } from '#lib/jobs/retention';
import { backlog } from '#lib/queries/backlog';
import { databaseSize } from '#lib/queries/database-size';
import { lastIntake } from '#lib/queries/last-intake';
import { askStatus, type IngestAsk } from './asked.ts';

const DAY = 24 * 3600 * 1000;

/** Whether the intake is well, in five figures. */
export async function HealthTiles({ viewer, now }: IngestAsk) {
  const [{ waiting, oldestSeconds }, { counts }, bytes, lastAt, { recordDays }] = await Promise.all(
    [
      backlog(viewer, now),
      askStatus(viewer, now),
      databaseSize(viewer),
      lastIntake(viewer),
      retentionInForce(),
    ],
  );
  return (
    <Figures>
      <Figure
        label="Mails waiting"
        value={formatCompact(waiting)}
        exact={formatCount(waiting)}
        note={oldestSeconds === null ? 'no queue' : `for ${formatDuration(oldestSeconds)}`}
      />
      <Figure
        label="Last new mail"
        value={lastAt ? formatAgo(lastAt, now) : 'none yet'}
        note="taken in by any way"
      />
      <Figure
        label="In quarantine"
        value={formatCompact(counts.quarantineOpen)}
        exact={formatCount(counts.quarantineOpen)}
        note={counts.quarantineOpen === 0 ? 'nothing to decide' : 'wait for a decision'}
        href="/ingest?tab=quarantine"
      />
      <Figure label="Database" value={formatBytes(bytes)} note="tables and indexes" />
      <Figure
        label="Records kept"
        value={recordDays === null ? 'for ever' : `${formatCount(recordDays)} days`}
        note={
          recordDays === null
            ? 'no retention is set'
            : `from ${formatFullDay(new Date(now.getTime() - recordDays * DAY).toISOString().slice(0, 10))} on`
        }
      />
    </Figures>
  );
}
