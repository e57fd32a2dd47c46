import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '#lib/env';
import { isAppError } from '#lib/errors';
import { faultPoint } from '#lib/fault';
import { log } from '#lib/log';
import type { ImapConfig } from '#lib/net/imap-config';
import { type Seen, type Wake, waitForMail } from '#lib/net/imap-idle';
import type { Scheduled } from './schedule.ts';

/** The most connections that are held open; mailboxes beyond are looked into by the clock alone. */
const MOST = 50;

/** Mails seldom come alone: so long after the first, one pass takes them all. */
const GATHER_MS = 2_000;

/** In a mailbox where a mail comes every second, not every mail is worth a pass. */
const SPACING_MS = 30_000;

type Watched = { config: string; stop: AbortController; done: Promise<void> };

/**
 * Wakes the worker when a mail comes, so that nobody waits for the clock. A watch ends with the mail
 * it waited for, or with its connection, and begins anew after the next pass: a server that drops it,
 * or knows no IDLE, costs nothing but the wait.
 */
export class MailWatch {
  readonly #watched = new Map<number, Watched>();
  readonly #wokenAt = new Map<number, number>();
  /** The settings of mailboxes whose servers know no IDLE. */
  readonly #deaf = new Set<string>();
  readonly #onMail: (id: number) => void;

  constructor(onMail: (id: number) => void) {
    this.#onMail = onMail;
  }

  /** Watches a mailbox from what its last pass has seen; nothing where it is watched already. */
  begin({ id, config }: Scheduled, server: ImapConfig, seen: Seen): void {
    if (this.#watched.has(id) || this.#watched.size >= MOST || this.#deaf.has(config)) return;
    const stop = new AbortController();
    const done = this.#watch({ id, config }, server, seen, stop.signal)
      .catch((error) => {
        // Only a hint is lost: the clock finds the mail, and the worker must not end over it.
        log.error(
          { err: error, host: server.host },
          'a watch broke off; the next pass begins another',
        );
      })
      .finally(() => {
        this.#watched.delete(id);
      });
    this.#watched.set(id, { config, stop, done });
  }

  /** Ends every watch over another mailbox than these, or over one whose settings have changed. */
  async keepOnly(mailboxes: readonly Scheduled[]): Promise<void> {
    const kept = new Map(mailboxes.map(({ id, config }) => [id, config]));
    const over = [...this.#watched].filter(([id, { config }]) => kept.get(id) !== config);
    for (const [, { stop }] of over) stop.abort();
    await Promise.all(over.map(([, { done }]) => done));
  }

  async #watch({ id, config }: Scheduled, server: ImapConfig, seen: Seen, stop: AbortSignal) {
    faultPoint('before-watch');
    const wake = await listen(server, seen, stop);
    if (wake === 'mail') faultPoint('after-wake');
    if (wake === 'deaf') this.#deaf.add(config);
    if (wake !== 'mail' || stop.aborted) return;
    const next = (this.#wokenAt.get(id) ?? 0) + SPACING_MS;
    const wait = Math.max(GATHER_MS, next - Date.now());
    await sleep(wait, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    this.#wokenAt.set(id, Date.now());
    this.#onMail(id);
  }
}

async function listen(server: ImapConfig, seen: Seen, stop: AbortSignal): Promise<Wake> {
  try {
    return await waitForMail(server, seen, { maxMailBytes: env().MAX_MAIL_BYTES, stop });
  } catch (error) {
    if (!isAppError(error)) throw error;
    log.debug({ err: error, host: server.host }, 'not waiting for mail');
    return 'lost';
  }
}
