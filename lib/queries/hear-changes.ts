import { setTimeout as sleep } from 'node:timers/promises';
import { keptAnswers } from '#lib/db/kept-answers';
import { openSession } from '#lib/db/session';
import { log } from '#lib/log';

/** Where triggers tell of changes, at their COMMIT (prisma/migrations, tell_of_changes). */
const CHANNEL = 'ruascope_changed';

/** An ear that cannot be had is tried again after that; until then nothing is kept. */
const AGAIN_MS = 5_000;

/**
 * Hears of every change of what answers are made from, and forgets the answers; until `stop`. What
 * was said while the connection was lost nobody heard: so nothing is kept meanwhile. Never throws.
 */
export async function hearChanges(stop?: AbortSignal): Promise<void> {
  while (!stop?.aborted) {
    try {
      await hearOnce(stop);
    } catch (error) {
      log.warn({ err: error }, 'nobody hears of changes: answers are not kept');
    }
    await sleep(AGAIN_MS, undefined, { ref: false, signal: stop }).catch(() => undefined);
  }
}

async function hearOnce(stop?: AbortSignal) {
  const { client, lost, close } = await openSession();
  try {
    client.on('notification', () => keptAnswers.forget());
    await client.query(`LISTEN ${CHANNEL}`);
    keptAnswers.isHearing = true;
    await aborted(stop ? AbortSignal.any([lost, stop]) : lost);
  } finally {
    keptAnswers.isHearing = false;
    await close();
  }
}

async function aborted(signal: AbortSignal) {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
