import { db, sql } from '#lib/db/client';

/** How often a run that belongs to no mailbox gives a sign of life. */
const BEAT_MS = 10_000;

/** One that was silent for so long has lost its process. */
const SILENT_SECONDS = 60;

/**
 * Says again and again that a run goes on: a mail may take longer to read than anybody would wait.
 * Answers with what ends it.
 */
export function beatRun(id: bigint): () => void {
  const timer = setInterval(() => {
    // A beat that is lost with the database is made up for by the next one.
    db()
      .$executeRaw(sql`UPDATE run SET updated_at = now() WHERE id = ${id} AND ended_at IS NULL`)
      .catch(() => undefined);
  }, BEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Ends the imports whose process died, with what the ledger has of them: the last batch may be stored
 * and not counted. Runs of mailboxes are ended by whoever takes the mailbox's lock next (store/run.ts).
 * A process that only stood still, such as that of a laptop asleep, goes on, and ends its run once more.
 */
export async function endInterruptedRuns(): Promise<void> {
  await db().$executeRaw(sql`
    UPDATE run SET ended_at = now(), error = ${WORDS},
      done = found.done, quarantined = found.quarantined, bytes = found.bytes,
      stored = found.stored, duplicates = found.duplicates, conflicts = found.conflicts,
      records = found.records, messages = found.messages
    FROM run AS silent CROSS JOIN LATERAL (
      SELECT count(DISTINCT m.id)::int AS done,
        count(DISTINCT m.id) FILTER (WHERE m.state = 'quarantined')::int AS quarantined,
        coalesce(sum(m.size) FILTER (WHERE coalesce(i.item_no, 0) = 0), 0)::bigint AS bytes,
        count(*) FILTER (WHERE i.outcome = 'stored')::int AS stored,
        count(*) FILTER (WHERE i.outcome = 'duplicate')::int AS duplicates,
        count(*) FILTER (WHERE i.outcome = 'conflict')::int AS conflicts,
        coalesce(sum(r.record_count) FILTER (WHERE i.outcome = 'stored'), 0)::bigint AS records,
        coalesce(sum(r.message_count) FILTER (WHERE i.outcome = 'stored'), 0)::bigint AS messages
      FROM message AS m LEFT JOIN message_item AS i ON i.message_id = m.id
        LEFT JOIN report AS r ON r.id = i.report_id
      -- No index has the run; this bounds what is looked at.
      WHERE m.created_at >= silent.started_at AND m.run_id = silent.id AND m.state <> 'claimed'
    ) AS found
    WHERE run.id = silent.id AND silent.mailbox_id IS NULL AND silent.ended_at IS NULL
      AND run.ended_at IS NULL
      AND run.updated_at < now() - make_interval(secs => ${SILENT_SECONDS}::int)`);
}

const WORDS =
  'It was interrupted. What was stored until then is counted here; the same files again go on from there, and nothing counts twice.';
