import { z } from 'zod';
import { env } from '#lib/env';
import { AppError, isAppError } from '#lib/errors';
import { recordAudit } from '#lib/store/audit';
import { keepOnce, takeOnce } from '#lib/store/one-time';
import { enterBySso } from '#lib/store/sso-account';
import { clientNetwork } from './client-address.ts';
import { askProvider, oidcQuestion, readAnswer } from './oidc.ts';
import { openSession } from './sign-in.ts';
import { Throttle } from './throttle.ts';
import { TICKET_MINUTES } from './ticket-cookie.ts';

/** Each question is kept until it is answered: nobody shall fill the table with them. */
const perNetwork = new Throttle({ tries: 100, milliseconds: TICKET_MINUTES * 60_000 });

const waiting = oidcQuestion.extend({ next: z.string() });

/** Where to send somebody to sign in, and the ticket that their browser brings back. */
export async function beginSso(
  next: string,
  request: Headers,
): Promise<{ ticket: string; url: URL }> {
  const network = clientNetwork(request, env().TRUSTED_PROXIES);
  if (perNetwork.take(network, Date.now()) !== null) throw startAgain();
  const { url, question } = await askProvider();
  const value = { ...question, next };
  return { ticket: await keepOnce('sso', { value, minutes: TICKET_MINUTES }), url };
}

/**
 * Opens a session for whoever comes back from the provider with the ticket of this browser, which is
 * used up whatever comes of it; answers with where they wanted to go.
 */
export async function finishSso(ticket: string, search: string, request: Headers) {
  const network = clientNetwork(request, env().TRUSTED_PROXIES);
  try {
    const question = waiting.safeParse(await takeOnce('sso', ticket));
    if (!question.success) throw startAgain();
    const { next, ...asked } = question.data;
    const identity = await readAnswer(search, asked);
    const userId = await enterBySso(identity, env().OIDC_ROLE ?? null);
    return { next, headers: await openSession(userId, 'sso', request) };
  } catch (error) {
    if (isAppError(error) && error.reason) {
      const facts = { network, method: 'sso', reason: error.reason.why };
      await recordAudit(NOBODY, 'session.refuse', 'single sign-on', null, facts);
    }
    throw error;
  }
}

const NOBODY = { userId: null, name: 'nobody' } as const;

function startAgain() {
  return new AppError('auth/unauthenticated', {
    detail: 'The answer of the identity provider was refused. Start again.',
    reason: { why: 'ssoFailed' },
  });
}
