import type { ImapFlow } from 'imapflow';
import type { ImapLog } from './imap-log.ts';

/** What a server may tell at any command without being asked: news of the folder, warnings. */
const SMALL_TALK = { bytes: 2 ** 20, lines: 10_000 };

/** What it may tell while nobody asks for anything. */
const UNASKED = { bytes: 2 ** 16, lines: 1_000 };

/** How often it is looked how many bytes have come. */
const LOOK_MS = 20;

export type Allowance = {
  /** The longest honest answer to what is asked, in bytes. */
  answer?: number;
  /** How often it is looked, where commands wait rather than work. */
  everyMs?: number;
};

/**
 * Ends a connection whose server says more than any honest one would: news without end keep it alive
 * and a processor busy, and fill the memory with what is thrown away. Lines are counted as they are
 * heard: while imapflow reads what has come, no timer fires.
 */
export function limitTalk(client: ImapFlow, log: ImapLog): void {
  const meter = {
    bytes: new Budget(UNASKED.bytes),
    lines: new Budget(UNASKED.lines),
    heard: 0,
    isCut: false,
  };
  meters.set(client, meter);
  log.onLine = () => {
    meter.heard += 1;
    if (meter.lines.isSpent(meter.heard)) cut(client);
  };
}

/** Runs commands, and lets the server say what is honest at them. They may overlap. */
export async function withAllowance<T>(
  client: ImapFlow,
  commands: () => Promise<T>,
  { answer = 0, everyMs = LOOK_MS }: Allowance = {},
): Promise<T> {
  const meter = meters.get(client);
  if (!meter) return await commands();
  const received = () => client.stats().received;
  const bytes = answer + SMALL_TALK.bytes;
  meter.bytes.grant(bytes, received());
  meter.lines.grant(SMALL_TALK.lines, meter.heard);
  const timer = setInterval(() => {
    if (meter.bytes.isSpent(received())) cut(client);
  }, everyMs);
  try {
    return await commands();
  } catch (error) {
    if (!meter.isCut) throw error;
    const message = 'The server says more than it was asked.';
    throw Object.assign(new Error(message, { cause: error }), { code: 'ResponseTooLarge' });
  } finally {
    clearInterval(timer);
    meter.bytes.withdraw(bytes, received());
    meter.lines.withdraw(SMALL_TALK.lines, meter.heard);
  }
}

const meters = new WeakMap<
  ImapFlow,
  { bytes: Budget; lines: Budget; heard: number; isCut: boolean }
>();

function cut(client: ImapFlow) {
  const meter = meters.get(client);
  if (meter) meter.isCut = true;
  client.close();
}

/** What may be used up to now, of what is granted for a time; what was not used is not saved up. */
class Budget {
  readonly #unasked: number;
  #granted = 0;
  #limit = 0;

  constructor(unasked: number) {
    this.#unasked = unasked;
  }

  grant(amount: number, used: number) {
    this.#limit = (this.#granted > 0 ? this.#limit : used) + amount;
    this.#granted += amount;
  }

  withdraw(amount: number, used: number) {
    this.#granted -= amount;
    this.#limit = Math.min(this.#limit, used + this.#granted);
  }

  isSpent(used: number) {
    return used > this.#limit + this.#unasked;
  }
}
