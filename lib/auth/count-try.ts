import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { recordAudit } from '#lib/store/audit';
import { clientNetwork } from './client-address.ts';
import { Throttle } from './throttle.ts';

const WINDOW = 15 * 60 * 1000;
const perAccount = new Throttle({ tries: 10, milliseconds: WINDOW });
const perNetwork = new Throttle({ tries: 50, milliseconds: WINDOW });
/** A closed door is told once, however often somebody knocks. */
const told = new Throttle({ tries: 1, milliseconds: WINDOW });

/** A try that was counted, and what becomes of it. */
export type Try = {
  /** Takes it back, and with it the account's wrong ones. */
  wasRight: () => void;
  /** Writes it down. */
  wasWrong: () => Promise<void>;
};

/**
 * Counts a guess at a secret of an account, before it is judged: ten wrong ones in a quarter of an
 * hour close the account to guesses, fifty the network they come from (`auth/throttled`). `secret`
 * tells the guesses at one secret from those at another, so that knowing one forgives none of these.
 */
export async function countTry(
  email: string,
  request: Headers,
  { secret = 'password' } = {},
): Promise<Try> {
  const network = clientNetwork(request, env().TRUSTED_PROXIES);
  const account = `${secret} ${email}`;
  const now = Date.now();
  const byNetwork = perNetwork.take(network, now);
  const wait = byNetwork ?? perAccount.take(account, now);
  if (wait !== null) {
    const closed = byNetwork === null ? addressIn(email) : network;
    if (told.take(closed, now) === null) {
      await recordAudit(NOBODY, 'session.lock', closed, null, { network }).catch((error) => {
        told.forgive(closed);
        throw error;
      });
    }
    throw throttled(network, Math.ceil(wait / 60_000));
  }
  return {
    wasRight: () => {
      perAccount.forgive(account);
      perNetwork.refund(network);
    },
    wasWrong: () => recordAudit(NOBODY, 'session.refuse', addressIn(email), null, { network }),
  };
}

const NOBODY = { userId: null, name: 'nobody' } as const;

/** What stands for it in the audit log: people type passwords into the wrong field (ASVS 16.2.5). */
function addressIn(email: string) {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email.slice(0, 254) : 'no address';
}

function throttled(network: string, minutes: number) {
  log.warn({ network, minutes }, 'sign-in throttled');
  return new AppError('auth/throttled', {
    detail: `Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    reason: { why: 'tryAgainIn', values: { minutes } },
  });
}
