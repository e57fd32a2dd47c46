import { whoAsks } from '#lib/db/wall';
import { isAppError } from '#lib/errors';
import { log } from '#lib/log';
import { recordAudit } from '#lib/store/audit';
import { Throttle } from './throttle.ts';

const WINDOW = 15 * 60 * 1000;
/** The same is told once, however often somebody asks for it again; and who tries everything fills no disk. */
const perThing = new Throttle({ tries: 1, milliseconds: WINDOW });
const perPerson = new Throttle({ tries: 100, milliseconds: WINDOW });

/**
 * Writes down what somebody who is signed in asked for and may not do (ASVS 16.3.2). Any other error, and
 * one that met nobody, is none of its business.
 */
export function noteRefusal(error: unknown): void {
  const asked = whoAsks();
  if (!asked || !isRefusal(error)) return;
  const { what, viewer } = asked;
  const who = viewer.userId ?? viewer.name;
  const now = Date.now();
  if (perThing.take(`${who} ${what}`, now) !== null || perPerson.take(who, now) !== null) return;
  recordAudit(viewer, 'access.refuse', what, null, { role: viewer.role }).catch((err) => {
    log.error({ err, what }, 'a refusal was not written down');
  });
}

/** A wrong password is counted as a guess, and told as such (count-try.ts). */
function isRefusal(error: unknown) {
  return (
    isAppError(error) && error.code === 'auth/forbidden' && error.reason?.why !== 'wrongPassword'
  );
}
