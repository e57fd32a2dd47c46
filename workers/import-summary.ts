import type { ItemOutcome, Outcome } from '#lib/ingest/incoming';

type Counts = { quarantined: number; records: number; messages: number };

/** What an import did, as its last line tells it. `files` were read, `mails` were found in them. */
export class ImportSummary {
  files = 0;
  mails = 0;
  readonly #items: ItemOutcome[] = [];
  readonly #startedAt: number;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  addOutcomes(outcomes: readonly Outcome[]): void {
    for (const { items } of outcomes) this.#items.push(...items);
  }

  tell({ quarantined, records, messages }: Counts, now: number) {
    return {
      mails: this.mails,
      files: this.files,
      reports: this.#byOutcome('aggregate'),
      tls_reports: this.#byOutcome('tls'),
      failure_reports: this.#byOutcome('failure'),
      quarantined,
      records,
      messages,
      seconds: Math.round(now - this.#startedAt) / 1000,
    };
  }

  #byOutcome(kind: ItemOutcome['kind']) {
    const count = (outcome: ItemOutcome['outcome']) =>
      this.#items.filter((item) => item.kind === kind && item.outcome === outcome).length;
    return { stored: count('stored'), duplicate: count('duplicate'), conflict: count('conflict') };
  }
}
