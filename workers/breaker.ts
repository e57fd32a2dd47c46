import type { Outcome } from '#lib/ingest/incoming';

/** So many mails one after another that cannot be read are no accident of one sender. */
const MOST_IN_A_ROW = 50;

/** From so many mails on, their share is judged. */
const FEWEST_JUDGED = 50;
const WORST_SHARE = 0.5;

/**
 * The circuit breaker of one pass (SECURITY 3.2): after a bad update, or over a folder that is no
 * report folder, it stops the pass before a whole mailbox lies in quarantine. Mails up to
 * `lenientUid` were there when somebody last said "go on": they are not held against it.
 */
export class Breaker {
  readonly #lenientUid: number;
  #inARow = 0;
  #judged = 0;
  #quarantined = 0;
  #lastWords = '';

  constructor(lenientUid: number) {
    this.#lenientUid = lenientUid;
  }

  /** How many mails may be taken in before `trouble` is asked again. */
  get room(): number {
    return MOST_IN_A_ROW - this.#inARow;
  }

  /** Notes what became of mails, in the order in which they were read. */
  note(outcomes: readonly Outcome[]): void {
    for (const { uid, state, items } of outcomes) {
      if (state === 'known' || Number(uid) <= this.#lenientUid) continue;
      this.#judged += 1;
      if (state === 'done') this.#inARow = 0;
      else {
        this.#inARow += 1;
        this.#quarantined += 1;
        this.#lastWords = items.find(({ text }) => text)?.text ?? this.#lastWords;
      }
    }
  }

  /** Why the pass must not go on, in words; null while it may. */
  get trouble(): string | null {
    const tooMany = this.#quarantined / this.#judged > WORST_SHARE;
    if (this.#inARow < MOST_IN_A_ROW && !(this.#judged >= FEWEST_JUDGED && tooMany)) return null;
    const share = `${this.#quarantined} of ${this.#judged} mails could not be read`;
    const last = this.#lastWords && ` (the last one: ${this.#lastWords.slice(0, 200)})`;
    return `${share}${last}, so the mailbox is paused and the others are left as they are. Look into the quarantine; to take in all that is there now, readable or not, let the mailbox go on.`;
  }
}
