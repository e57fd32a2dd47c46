import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { PROCESS_PREFIX } from '#lib/db/names';
import { openSession } from '#lib/db/session';

/** The first half of the lock's name; the second is the mailbox. */
const LOCK_CLASS = 7_261_002;

/** How often its holder gives a sign of life, and for how long it waits for the answer. */
const BEAT_MS = 5_000;
const ANSWER_MS = 10_000;

/** A holder that was silent for so long is gone: long after it has itself given the lock up. */
const SILENT_SECONDS = 30;

/** The right to poll a mailbox. `lost` aborts when it is gone: then nothing more may be written. */
export type MailboxLock = { lost: AbortSignal; release: () => Promise<void> };

/**
 * Takes the lock of a mailbox, or answers null while another worker has it (SECURITY 3.1). It lives
 * in a session of its own, and the server drops it with that: a killed worker holds up nobody. Of a
 * machine that vanished, or a process that stands still, the server hears nothing for hours; so the
 * holder beats, and whoever wants the lock ends all sessions of a process that has stopped: in the
 * middle of a batch it holds up more than the mailbox.
 */
export async function lockMailbox(mailboxId: number): Promise<MailboxLock | null> {
  const { client, lost, close } = await openSession();
  if ((await take(client, mailboxId)) || (await takeOver(client, mailboxId))) {
    const beat = beginBeat(client);
    const release = async () => {
      beat.end();
      await close();
    };
    return { lost: AbortSignal.any([lost, beat.lost]), release };
  }
  await close();
  return null;
}

async function take(client: Client, mailboxId: number) {
  const { rows } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_lock($1, $2) AS locked',
    [LOCK_CLASS, mailboxId],
  );
  return rows[0]?.locked === true;
}

/** Takes the lock from a holder that is gone. Two may try this at once; one of them gets it. */
async function takeOver(client: Client, mailboxId: number) {
  const { rowCount } = await client.query(END_SILENT_HOLDER, [
    LOCK_CLASS,
    mailboxId,
    SILENT_SECONDS,
    PROCESS_PREFIX,
  ]);
  if (rowCount === 0) return false;
  // The server ends a session a moment after it was told to.
  await sleep(500);
  return await take(client, mailboxId);
}

// Each beat is a query, and with its end the server notes the time: no table of leases is needed.
const END_SILENT_HOLDER = `
  WITH silent AS (
    SELECT a.pid, a.application_name
    FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
      AND l.classid = $1::int::oid AND l.objid = $2::int::oid AND a.datname = current_database()
      AND a.state_change < now() - make_interval(secs => $3::int))
  SELECT pg_terminate_backend(a.pid) FROM silent JOIN pg_stat_activity AS a
    ON a.pid = silent.pid OR (a.application_name = silent.application_name
      AND starts_with(a.application_name, $4)
      AND a.application_name <> current_setting('application_name'))`;

function beginBeat(client: Client) {
  const lost = new AbortController();
  let answeredAt = performance.now();
  let isAsking = false;
  const timer = setInterval(() => {
    // The clock has gone on, too, for a process that stood still: then others may have taken over.
    if (performance.now() - answeredAt > ANSWER_MS + BEAT_MS) return lost.abort();
    // Beats that nobody answers must not pile up on the connection.
    if (isAsking) return;
    isAsking = true;
    client.query('SELECT').then(
      () => {
        isAsking = false;
        answeredAt = performance.now();
      },
      () => lost.abort(),
    );
  }, BEAT_MS);
  return { lost: lost.signal, end: () => clearInterval(timer) };
}
