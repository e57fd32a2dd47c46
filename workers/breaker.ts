import type { Outcome } from '#lib/ingest/incoming';
import type { ReadIncoming } from '#lib/ingest/store-contents';

/** So many mails one after another that cannot be read are no accident of one sender. */
const MOST_IN_A_ROW = 50;

/** From so many mails on, their share is judged. */
const FEWEST_JUDGED = 50;
const WORST_SHARE = 0.5;

/** What the breaker has seen so far. */
type Count = { inARow: number; judged: number; quarantined: number };

/**
 * The circuit breaker of one pass (SECURITY 3.2): after a bad update, or over a folder that is no
 * report folder, it stops the pass before a whole mailbox lies in quarantine. Mails up to
 * `lenientUid` were there when somebody last said "go on": they are not held against it.
 */
export class Breaker {
  readonly #lenientUid: number;
  #count: Count = { inARow: 0, judged: 0, quarantined: 0 };
  #lastWords = '';

  constructor(lenientUid: number) {
    this.#lenientUid = lenientUid;
  }

  /** How many of these mails may be stored, in their order: all up to the one that is too much. */
  admit(read: readonly ReadIncoming[]): number {
    let count = this.#count;
    for (const [index, { mail, contents }] of read.entries()) {
      if (isTooMuch(count)) return index;
      count = this.#with(count, mail.uid, contents.quarantine !== null);
    }
    return read.length;
  }

  /** Notes what became of mails, in the order in which they were read. */
  note(outcomes: readonly Outcome[]): void {
    for (const { uid, state, items } of outcomes) {
      if (state === 'known') continue;
      this.#count = this.#with(this.#count, uid, state !== 'done');
      if (state !== 'done')
        this.#lastWords = items.find(({ text }) => text)?.text ?? this.#lastWords;
    }
  }

  /** Why the pass must not go on, in words; null while it may. */
  get trouble(): string | null {
    if (!isTooMuch(this.#count)) return null;
    const { quarantined, judged } = this.#count;
    const share = `${quarantined} of ${judged} mails could not be read`;
    const last = this.#lastWords && ` (the last one: ${this.#lastWords.slice(0, 200)})`;
    return `${share}${last}, so the mailbox is paused and the others are left as they are. Look into the quarantine; to take in all that is there now, readable or not, let the mailbox go on.`;
  }

  #with(count: Count, uid: bigint | null, isBad: boolean): Count {
    if (Number(uid) <= this.#lenientUid) return count;
    const { inARow, judged, quarantined } = count;
    if (!isBad) return { inARow: 0, judged: judged + 1, quarantined };
    return { inARow: inARow + 1, judged: judged + 1, quarantined: quarantined + 1 };
  }
}

function isTooMuch({ inARow, judged, quarantined }: Count) {
  if (inARow >= MOST_IN_A_ROW) return true;
  return judged >= FEWEST_JUDGED && quarantined / judged > WORST_SHARE;
}
