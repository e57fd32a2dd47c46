import { getTranslations } from 'next-intl/server';
import { Figure, Figures } from '#app/_ui/figures';
import { formats } from '#app/_ui/formats';
import { retentionInForce } from '#lib/jobs/retention';
import { backlog } from '#lib/queries/backlog';
import { databaseSize } from '#lib/queries/database-size';
import { lastIntake } from '#lib/queries/last-intake';
import { askStatus, type IngestAsk } from './asked.ts';

const DAY = 24 * 3600 * 1000;

/** Whether the intake is well, in five figures. */
export async function HealthTiles({ viewer, now }: IngestAsk) {
  const [t, f] = await Promise.all([getTranslations('ingest.health'), formats()]);
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
        label={t('waiting')}
        value={f.compact(waiting)}
        exact={f.count(waiting)}
        note={
          oldestSeconds === null ? t('noQueue') : t('for', { duration: f.duration(oldestSeconds) })
        }
      />
      <Figure
        label={t('last')}
        value={lastAt ? f.ago(lastAt, now) : t('none')}
        note={t('anyWay')}
      />
      <Figure
        label={t('quarantined')}
        value={f.compact(counts.quarantineOpen)}
        exact={f.count(counts.quarantineOpen)}
        note={t(counts.quarantineOpen === 0 ? 'nothing' : 'decide')}
        href="/ingest?tab=quarantine"
      />
      <Figure label={t('database')} value={f.bytes(bytes)} note={t('tables')} />
      <Figure
        label={t('kept')}
        value={
          recordDays === null
            ? t('forEver')
            : t('days', { n: recordDays, count: f.count(recordDays) })
        }
        note={
          recordDays === null
            ? t('noRetention')
            : t('since', {
                day: f.fullDay(
                  new Date(now.getTime() - recordDays * DAY).toISOString().slice(0, 10),
                ),
              })
        }
      />
    </Figures>
  );
}
