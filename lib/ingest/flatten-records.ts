import type {
  AggregateRecord,
  AggregateReport,
  PolicyPublished,
} from '#lib/report/aggregate-schema';
import { dmarcResult } from '#lib/report/alignment';
import { type DayShare, daysOfPeriod, spreadCount } from '#lib/report/day-buckets';
import { outcomeOf } from '#lib/report/outcome';
import { requestedPolicy } from '#lib/report/requested-policy';
import { canonicalIp } from '#lib/report/source-ip';
import { copyText } from '#lib/store/copy-text';
import type { DailySum, FlatRecords } from '#lib/store/flat-report';

/**
 * The records of a report as rows, one for each UTC day that gets a message of them, with alignment,
 * requested policy and outcome decided here, once, for every page and export. They are written down
 * for COPY at once: a quarter of a million lines are handed over more cheaply than as many objects.
 */
export function flattenRecords({
  metadata,
  policyPublished,
  records,
}: AggregateReport): FlatRecords {
  const { begin, end } = metadata.dateRange;
  const rows = new Rows(policyPublished, daysOfPeriod(begin, end));
  for (const [index, record] of records.entries()) rows.add(record, index + 1);
  return rows.take();
}

/** What records of equal results share, whatever their sources and counts are. */
type Facts = { authSet: number; text: string; sums: DailySum[] };

type Source = { address: string | null; text: string };

/** Of more that differ, hardly one is met again (`KnownElements` bounds what is shared). */
const MOST_FACTS = 20_000;

/** Lines of one piece: long enough to be few, short enough to be gone soon. */
const PIECE = 1000;

class Rows {
  readonly #policy: PolicyPublished;
  readonly #days: readonly DayShare[];
  /** By the parts of a record that the reader shares between equal ones. */
  readonly #facts = new Map<object, Map<object, Map<object, Facts>>>();
  #kept = 0;
  readonly #authSets = new Map<string, number>();
  readonly #sources = new Map<string, Source>();
  /** For each way a record can end, its sums on each of the days. */
  readonly #sums = new Map<string, DailySum[]>();
  readonly #authSetOf: number[] = [];
  readonly #pieces: string[] = [];
  #lines: string[] = [];

  constructor(policy: PolicyPublished, days: readonly DayShare[]) {
    this.#policy = policy;
    this.#days = days;
  }

  /** A record stands on each day that gets a message of it; one of no messages on the first day. */
  add(record: AggregateRecord, recordNo: number) {
    const facts = this.#factsOf(record);
    const source = this.#sourceOf(record.row.sourceIp);
    const total = record.row.count;
    const counts = this.#days.length === 1 ? [total] : spreadCount(total, this.#days);
    for (const [index, count] of counts.entries()) {
      const sum = facts.sums[index];
      if (!sum || (count === 0 && (total > 0 || index > 0))) continue;
      sum.messages += count;
      sum.records += 1;
      this.#authSetOf.push(facts.authSet);
      this.#write(`${sum.day}\t${recordNo}\t${count}\t${source.text}\t${facts.text}`);
    }
  }

  take(): FlatRecords {
    this.#endPiece();
    const addresses = [...this.#sources.values()].map(({ address }) => address);
    const daily = [...this.#sums.values()].flat().filter(({ records }) => records > 0);
    return {
      pieces: this.#pieces,
      authSetOf: Uint32Array.from(this.#authSetOf),
      authSets: [...this.#authSets.keys()],
      sources: [...new Set(addresses)].filter((address) => address !== null),
      daily,
    };
  }

  #write(line: string) {
    this.#lines.push(line);
    if (this.#lines.length === PIECE) this.#endPiece();
  }

  #endPiece() {
    if (this.#lines.length > 0) this.#pieces.push(this.#lines.join('\n'));
    this.#lines = [];
  }

  /** Ways to end are few, author domains more, results most: so there are few maps, and large ones. */
  #factsOf(record: AggregateRecord): Facts {
    const { policyEvaluated } = record.row;
    const { identifiers, authResults } = record;
    const known = this.#facts.get(policyEvaluated)?.get(identifiers)?.get(authResults);
    if (known) return known;
    const facts = this.#readFacts(record);
    this.#kept += 1;
    if (this.#kept > MOST_FACTS) return facts;
    madeIn(madeIn(this.#facts, policyEvaluated), identifiers).set(authResults, facts);
    return facts;
  }

  #readFacts(record: AggregateRecord): Facts {
    const { identifiers, authResults } = record;
    const { disposition, dispositionRaw, reasons } = record.row.policyEvaluated;
    const { dkimAligned, spfAligned, pass, inconsistent } = dmarcResult(record, this.#policy);
    const requested = requestedPolicy(this.#policy, identifiers.headerFrom);
    const outcome = outcomeOf({ pass, disposition, reasons, requested });
    const text = copyText([
      outcome,
      disposition,
      requested,
      dkimAligned,
      spfAligned,
      inconsistent,
      identifiers.headerFrom,
      identifiers.envelopeFrom,
      identifiers.envelopeTo,
      reasons.length > 0 ? JSON.stringify(reasons) : null,
      dispositionRaw === disposition ? null : dispositionRaw,
    ]);
    const authSet = this.#authSetNumber(JSON.stringify([authResults.dkim, authResults.spf]));
    const sums = this.#sumsOf({ outcome, disposition, dkimAligned, spfAligned });
    return { authSet, text, sums };
  }

  #authSetNumber(key: string) {
    const number = this.#authSets.get(key) ?? this.#authSets.size;
    this.#authSets.set(key, number);
    return number;
  }

  #sumsOf(group: Omit<DailySum, 'day' | 'messages' | 'records'>): DailySum[] {
    const key = Object.values(group).join(' ');
    const sums =
      this.#sums.get(key) ??
      this.#days.map(({ day }) => ({ day, ...group, messages: 0, records: 0 }));
    this.#sums.set(key, sums);
    return sums;
  }

  /** A source that is no address is kept as it was written, in a column of its own. */
  #sourceOf(written: string): Source {
    const known = this.#sources.get(written);
    if (known) return known;
    const address = canonicalIp(written);
    const text = copyText(address === null ? [null, written] : [address, null]);
    const source = { address, text };
    this.#sources.set(written, source);
    return source;
  }
}

function madeIn<Value>(map: Map<object, Map<object, Value>>, key: object): Map<object, Value> {
  const inner = map.get(key) ?? new Map<object, Value>();
  map.set(key, inner);
  return inner;
}
