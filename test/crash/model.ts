import type { KnownMail } from './known-mails.ts';
import { type Tally, truthOf } from './tally.ts';

/** What a mailbox and its database hold, as far as that does not depend on how often mails were read. */
export type Outcome = Pick<Tally, 'reports' | 'sums' | 'rollup' | 'originals' | 'folders'>;

/** The whole product in thirty lines: what it must come to, whatever happened on the way. */
export class Model {
  readonly #taken: KnownMail[] = [];
  #inbox: KnownMail[] = [];
  #done: KnownMail[] = [];
  readonly #bad: KnownMail[] = [];
  /** Whether a kill left the folders in a state that only the next poll makes certain again. */
  isCertain = true;

  deliver(mails: readonly KnownMail[]) {
    this.#inbox.push(...mails);
  }

  poll() {
    for (const mail of this.#inbox) (mail.report ? this.#done : this.#bad).push(mail);
    this.#taken.push(...this.#inbox);
    this.#inbox = [];
    this.isCertain = true;
  }

  get hasDone() {
    return this.#done.length > 0;
  }

  moveBack(sha256: string) {
    const at = this.#done.findIndex((mail) => mail.sha256 === sha256);
    this.#inbox.push(...this.#done.slice(at, at + 1));
    this.#done = this.#done.toSpliced(at, 1);
  }

  outcome(): Outcome {
    const { reports, sums, rollup, originals } = truthOf(this.#taken);
    const { folders } = truthOf([...this.#done, ...this.#bad]);
    return { reports, sums, rollup, originals, folders };
  }
}
