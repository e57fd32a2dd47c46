import { Dice } from '#lib/demo/random';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { WRAPPINGS, writeMessage } from '#lib/demo/write-message';
import type { AggregateRecord, AggregateReport } from '#lib/report/aggregate-schema';
import type { Disposition } from '#lib/report/vocabulary';

/**
 * How many records a report has: `small` is ten on average, `ten` is ten always, `real` is mostly a
 * few and seldom thousands, as rua mailboxes are, `huge` is 50,000 always.
 */
export type LoadKind = 'small' | 'ten' | 'real' | 'huge';

/** What a run must find again, to the last message. */
export type Manifest = { reports: number; records: number; messages: number; passing: number };

export type LoadMail = { raw: Uint8Array; xmlBytes: number; records: number; receivedAt: Date };

const HUGE = 50_000;
const DOMAINS = 20;
const SOURCES = 40_000;
const FIRST_DAY = Date.UTC(2026, 0, 1) / 1000;
const DAY = 86_400;
const REPORTERS = Array.from({ length: 10 }, (_, n) => `reporter${n}.example`);

/** Report mails as receivers send them, the same for the same seed, and their sums. */
export function writeLoad(
  kind: LoadKind,
  count: number,
  seed = 1,
): { mails: LoadMail[]; manifest: Manifest } {
  const dice = new Dice(`bench/${kind}/${seed}`);
  const manifest: Manifest = { reports: 0, records: 0, messages: 0, passing: 0 };
  const mails = Array.from({ length: count }, (_, number) => {
    const reporter = dice.whole(0, REPORTERS.length - 1);
    const report = writeReport(REPORTERS[reporter] ?? '', number, recordCount(kind, dice), dice);
    addTo(manifest, report);
    const sentAt = new Date((report.metadata.dateRange.end + 3600) * 1000);
    const habit = WRAPPINGS[reporter % WRAPPINGS.length] ?? 'attached-gzip';
    // Nobody mails tens of megabytes as they are.
    const wrapping = report.records.length > 1000 ? 'attached-gzip' : habit;
    const submitter = REPORTERS[reporter] ?? '';
    const raw = writeMessage(report, { wrapping, submitter, to: 'rua@example.com', sentAt });
    const xmlBytes = Buffer.byteLength(writeAggregate(report));
    return { raw, xmlBytes, records: report.records.length, receivedAt: sentAt };
  });
  return { mails, manifest };
}

function recordCount(kind: LoadKind, dice: Dice): number {
  if (kind === 'huge') return HUGE;
  if (kind === 'ten') return 10;
  if (kind === 'small') return 1 + Math.floor(-9 * Math.log(1 - dice.next()));
  const throwOf = dice.next();
  if (throwOf < 0.8) return dice.whole(1, 20);
  if (throwOf < 0.95) return dice.whole(15, 200);
  if (throwOf < 0.992) return dice.whole(200, 1000);
  return Math.floor(1000 * 50 ** dice.next());
}

function writeReport(host: string, number: number, records: number, dice: Dice): AggregateReport {
  const domain = `d${zipf(DOMAINS, dice)}.example`;
  const begin = FIRST_DAY + dice.whole(0, 300) * DAY;
  return {
    version: '1.0',
    dialect: 'rfc7489',
    metadata: {
      orgName: host,
      email: `noreply@${host}`,
      extraContactInfo: null,
      reportId: `${number}.${dice.word('0123456789abcdef', 16)}`,
      dateRange: { begin, end: begin + DAY - 1 },
      errors: [],
      generator: null,
    },
    policyPublished: {
      domain,
      p: 'reject',
      sp: 'quarantine',
      np: null,
      adkim: 'r',
      aspf: 'r',
      pct: '100',
      fo: '1',
      testing: null,
      discoveryMethod: null,
    },
    records: Array.from({ length: records }, () => writeRecord(domain, dice)),
  };
}

function writeRecord(domain: string, dice: Dice): AggregateRecord {
  const dkim = dice.next() < 0.85 ? 'pass' : 'fail';
  const spf = dice.next() < 0.75 ? 'pass' : 'fail';
  const disposition: Disposition = dkim === 'pass' || spf === 'pass' ? 'none' : 'reject';
  const envelopeFrom = spf === 'pass' ? `bounce.${domain}` : `m${zipf(300, dice)}.example.net`;
  return {
    row: {
      sourceIp: sourceIp(zipf(SOURCES, dice)),
      count: 1 + Math.floor(-20 * Math.log(1 - dice.next())),
      policyEvaluated: {
        disposition,
        dispositionRaw: disposition,
        dkim,
        dkimRaw: dkim,
        spf,
        spfRaw: spf,
        reasons: dice.next() < 0.02 ? [{ type: 'local_policy', comment: 'arc=pass' }] : [],
      },
    },
    identifiers: { headerFrom: domain, envelopeFrom, envelopeTo: null },
    authResults: {
      dkim: [
        {
          domain: dkim === 'pass' ? domain : `esp${zipf(40, dice)}.example.org`,
          selector: `s${zipf(5, dice)}`,
          result: dkim,
          resultRaw: dkim,
          humanResult: null,
        },
      ],
      spf: [
        { domain: envelopeFrom, scope: 'mfrom', result: spf, resultRaw: spf, humanResult: null },
      ],
    },
  };
}

/** Small numbers far oftener than large ones, as senders and domains are distributed. */
function zipf(most: number, dice: Dice): number {
  return Math.floor(most ** dice.next());
}

/** Every eighth source has an IPv6 address. */
function sourceIp(number: number): string {
  if (number % 8 === 0) return `2001:db8::${(number >> 8).toString(16)}:${number.toString(16)}`;
  return `198.${18 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

function addTo(manifest: Manifest, { records }: AggregateReport): void {
  manifest.reports += 1;
  manifest.records += records.length;
  for (const { row } of records) {
    const { dkim, spf } = row.policyEvaluated;
    manifest.messages += row.count;
    if (dkim === 'pass' || spf === 'pass') manifest.passing += row.count;
  }
}
