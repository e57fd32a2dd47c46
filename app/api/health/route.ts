import { toWire } from '#lib/api/wire';
import { PRIVATE_HEADERS } from '#lib/auth/problem';
import { env } from '#lib/env';
import { ERRORS, isAppError } from '#lib/errors';
import { log } from '#lib/log';
import { type Health, health } from '#lib/queries/health';

type Reason = { code: string; text: string };

/**
 * Whether the product works, for whoever watches it: 200 `ok`; 200 `degraded` while a mailbox fails, which
 * no restart mends; 503 `failing`; with the reasons.
 */
export async function GET(): Promise<Response> {
  const now = new Date();
  try {
    const found = await health(now);
    return answer(lateIn(found, now), degradedIn(found), found);
  } catch (error) {
    log.error({ err: error }, 'the health check failed');
    const code = isAppError(error) ? error.code : 'internal';
    const text = isAppError(error) ? ERRORS[error.code].text : 'Something went wrong here.';
    return answer([{ code, text }], [], {});
  }
}

function lateIn({ lastPollAt }: Health, now: Date): Reason[] {
  if (lastPollAt === null) return [];
  const seconds = Math.round((now.getTime() - lastPollAt.getTime()) / 1000);
  // Three polls missed, and time enough for a restart of the worker.
  if (seconds < Math.max(3 * env().POLL_SECONDS, 900)) return [];
  const minutes = Math.round(seconds / 60);
  return [{ code: 'worker/late', text: `No mailbox was polled for ${minutes} minutes.` }];
}

function degradedIn({ mailboxesFailing, mailboxesHeld }: Health): Reason[] {
  const failing = mailboxesFailing - mailboxesHeld;
  const fail = failing === 1 ? 'A mailbox fails' : `${failing} mailboxes fail`;
  const held = mailboxesHeld === 1 ? 'A mailbox is' : `${mailboxesHeld} mailboxes are`;
  const stopped = `${held} stopped, since too many mails could not be read`;
  return [
    ...(mailboxesHeld > 0 ? [{ code: 'mailbox/held', text: `${stopped}: Ingest says more.` }] : []),
    ...(failing > 0 ? [{ code: 'mailbox/failing', text: `${fail}: Ingest says why.` }] : []),
  ];
}

function answer(failing: Reason[], degraded: Reason[], facts: Partial<Health>): Response {
  const status = failing.length > 0 ? 'failing' : degraded.length > 0 ? 'degraded' : 'ok';
  const body = toWire({ status, reasons: [...failing, ...degraded], ...facts });
  const code = failing.length > 0 ? 503 : 200;
  return Response.json(body, { status: code, headers: PRIVATE_HEADERS });
}
