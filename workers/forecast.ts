import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Incoming, ItemOutcome, Outcome } from '#lib/ingest/incoming';
import { addOutcomes, batchesOf, type OnProgress } from '#lib/ingest/ingest-run';
import { readContents } from '#lib/ingest/read-contents';
import type { Reader } from '#lib/ingest/reader-thread';
import { type KnownReport, knownReports } from '#lib/queries/known-reports';
import { NOTHING_DONE, type RunCounts } from '#lib/store/run';

type Contents = Awaited<ReturnType<typeof readContents>>;
type Item = Contents['items'][number];
type Report = Extract<Item, { report: unknown }>;

/** Tells what an import would do, batch by batch as it would be done. */
export async function forecastRun(
  reader: Reader,
  mails: AsyncIterable<Incoming>,
  onProgress: OnProgress,
): Promise<RunCounts> {
  const forecast = new Forecast(reader);
  let counts = NOTHING_DONE;
  for await (const batch of batchesOf(mails)) {
    const outcomes = await forecast.add(batch);
    counts = addOutcomes(counts, outcomes, batch);
    onProgress(counts, outcomes);
  }
  return counts;
}

/** Nothing is claimed, so there is no ledger row; senders are not asked after, which takes DNS. */
const NO_CLAIM = { id: 0n, attempts: 1, evidence: false };
const KINDS = ['aggregate', 'tls', 'failure'] as const;

/**
 * Tells what taking mails in would do, and does nothing: the same reader reads them, and they are held
 * against the reports that are stored and those that came before in this forecast.
 */
export class Forecast {
  readonly #reader: Reader;
  /** Contents by identity. */
  readonly #seen = new Map<string, Set<string>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** What would become of a batch, in the order given. */
  async add(mails: readonly Incoming[]): Promise<Outcome[]> {
    const read = await Promise.all(mails.map((mail) => readContents(this.#reader, mail, NO_CLAIM)));
    const reports = read.flatMap(({ items }) => items.filter(isReport));
    for (const kind of KINDS) {
      const identities = reports.flatMap((one) => (one.kind === kind ? one.report.identity : []));
      if (identities.length === 0) continue;
      for (const known of await knownReports(SYSTEM_VIEWER, kind, identities)) this.#note(known);
    }
    return read.map((contents, index) => this.#tell(contents, mails[index]?.uid ?? null));
  }

  #tell({ items, quarantine }: Contents, uid: bigint | null): Outcome {
    let records = 0;
    let messages = 0;
    const outcomes = items.map((item): ItemOutcome => {
      if (!isReport(item)) {
        const { code, text } = item.refused;
        return { ...NOTHING, kind: item.kind, outcome: 'refused', code, text };
      }
      const outcome = this.#placeOf(item.report);
      if (outcome === 'stored' && item.kind === 'aggregate') {
        records += item.report.recordCount;
        messages += item.report.messageCount;
      }
      return { ...NOTHING, kind: item.kind, outcome };
    });
    const state = quarantine ? 'quarantined' : 'done';
    return { messageId: 0n, uid, state, items: outcomes, records, messages };
  }

  #placeOf(report: KnownReport): 'stored' | 'duplicate' | 'conflict' {
    const contents = this.#seen.get(report.identity);
    const isKnown = contents?.has(report.contentHash);
    this.#note(report);
    if (!contents) return 'stored';
    return isKnown ? 'duplicate' : 'conflict';
  }

  #note({ identity, contentHash }: KnownReport) {
    const contents = this.#seen.get(identity) ?? new Set();
    this.#seen.set(identity, contents.add(contentHash));
  }
}

function isReport(item: Item): item is Report {
  return 'report' in item;
}

/** A forecast stores nothing, so no report is named. */
const NOTHING = { code: null, text: null, reportUid: null, messages: 0, about: null };
