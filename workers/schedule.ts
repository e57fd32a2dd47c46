/** A mailbox as the schedule sees it: who it is, and what a refusal would have been about. */
export type Scheduled = { id: number; config: string };

/** How a poll went, as far as the next one depends on it. */
export type Ending = 'good' | 'busy' | 'failed' | 'throttled' | 'refused';

type Turn = {
  at: number;
  failures: number;
  running: boolean;
  asked: boolean;
  /** The settings whose login was refused. */
  refused: string | null;
  /** Until when the server wants to be left alone. */
  throttledUntil: number;
};

/** While another worker is at it: if that one dies, its mails wait no longer. */
const BUSY_WAIT = 5_000;

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 5 * 60_000;

/** To a server that asks us to slow down: each try in between would lengthen the lock. */
const FIRST_PATIENCE = 10 * 60_000;
const LONGEST_PATIENCE = 4 * 3_600_000;

/** A server may name the wait itself; one that says a year is heard for a day. */
const LONGEST_TOLD = 24 * 3_600_000;

/**
 * When each mailbox is polled next: after the usual pause, after a growing random wait when it
 * failed (SECURITY 3.2), after a long one when the server asks for it, at least as long as it says,
 * and never when the server refused the login, until the settings change or somebody asks: ten wrong
 * passwords in a row lock an account.
 */
export class Schedule {
  readonly #turns = new Map<number, Turn>();
  readonly #pause: number;
  readonly #random: () => number;

  constructor(pauseMs: number, random: () => number) {
    this.#pause = pauseMs;
    this.#random = random;
  }

  /** Whether it is this mailbox's turn. A mailbox not seen before is polled at once. */
  isDue({ id, config }: Scheduled, now: number): boolean {
    const turn = this.#turnOf(id);
    if (turn.refused !== null && turn.refused !== config) Object.assign(turn, FRESH);
    return !turn.running && turn.refused === null && turn.at <= now;
  }

  /** Notes that a poll begins. */
  begin(id: number): void {
    Object.assign(this.#turnOf(id), { running: true, asked: false });
  }

  /**
   * Notes how it ended, and how long the server wants to be left alone, where it says so. What was
   * asked for meanwhile is due at once, unless the server has asked for patience since.
   */
  end({ id, config }: Scheduled, ending: Ending, now: number, toldMs = 0): void {
    const turn = this.#turnOf(id);
    turn.running = false;
    const isFailure = ending === 'failed' || ending === 'throttled';
    turn.failures = isFailure ? turn.failures + 1 : 0;
    turn.refused = ending === 'refused' && !turn.asked ? config : null;
    const usual = ending === 'busy' ? Math.min(BUSY_WAIT, this.#pause) : this.#pause;
    const own = isFailure ? this.#wait(ending, turn.failures) : usual;
    const isThrottled = ending === 'throttled';
    const wait = isThrottled ? Math.max(own, Math.min(toldMs, LONGEST_TOLD)) : own;
    turn.throttledUntil = isThrottled ? now + wait : 0;
    turn.at = turn.asked && !isThrottled ? now : now + wait;
  }

  /** Makes a mailbox due now, whatever happened before. */
  ask(id: number): void {
    Object.assign(this.#turnOf(id), { ...FRESH, asked: true });
  }

  /** Makes a mailbox due since a mail came; its server must not want to be left alone. */
  hint(id: number, now: number): void {
    if (this.#turnOf(id).throttledUntil <= now) this.ask(id);
  }

  /** The next moment at which one of these mailboxes is due. */
  nextAt(mailboxes: readonly Scheduled[], now: number): number {
    const turns = mailboxes.map(({ id }) => this.#turnOf(id));
    const waiting = turns.filter(({ running, refused }) => !running && refused === null);
    return Math.min(now + this.#pause, ...waiting.map(({ at }) => at));
  }

  /** Full jitter: many workers that lost one server do not return to it in step. */
  #wait(ending: 'failed' | 'throttled', failures: number) {
    const growth = 2 ** (Math.min(failures, 20) - 1);
    if (ending === 'failed') return this.#random() * Math.min(LONGEST_WAIT, FIRST_WAIT * growth);
    return ((1 + this.#random()) / 2) * Math.min(LONGEST_PATIENCE, FIRST_PATIENCE * growth);
  }

  #turnOf(id: number) {
    const known = this.#turns.get(id);
    if (known) return known;
    const turn = { ...FRESH, running: false, asked: false };
    this.#turns.set(id, turn);
    return turn;
  }
}

const FRESH = { at: 0, failures: 0, refused: null, throttledUntil: 0 };
