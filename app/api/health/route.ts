import { PRIVATE_HEADERS } from '#lib/auth/problem';
import { toWire } from '#lib/auth/wire';
import { env } from '#lib/env';
import { ERRORS, isAppError } from '#lib/errors';
import { log } from '#lib/log';
import { type Health, health } from '#lib/queries/health';

type Reason = { code: string; text: string };

/** Whether the product works, for whoever watches it: 200, or 503 with the reasons. */
export async function GET(): Promise<Response> {
  const now = new Date();
  try {
    const found = await health(now);
    return answer(reasonsIn(found, now), found);
  } catch (error) {
    log.error({ err: error }, 'the health check failed');
    const code = isAppError(error) ? error.code : 'internal';
    const text = isAppError(error) ? ERRORS[error.code].text : 'Something went wrong here.';
    return answer([{ code, text }], {});
  }
}

function reasonsIn({ lastPollAt }: Health, now: Date): Reason[] {
  if (lastPollAt === null) return [];
  const seconds = Math.round((now.getTime() - lastPollAt.getTime()) / 1000);
  // Three polls missed, and time enough for a restart of the worker.
  if (seconds < Math.max(3 * env().POLL_SECONDS, 900)) return [];
  const minutes = Math.round(seconds / 60);
  return [{ code: 'worker/late', text: `No mailbox was polled for ${minutes} minutes.` }];
}

function answer(reasons: Reason[], facts: Partial<Health>): Response {
  const status = reasons.length === 0 ? 'ok' : 'failing';
  const headers = PRIVATE_HEADERS;
  const code = reasons.length === 0 ? 200 : 503;
  return Response.json(toWire({ status, reasons, ...facts }), { status: code, headers });
}
