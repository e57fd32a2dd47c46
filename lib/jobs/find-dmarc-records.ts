import { type DmarcOutcome, DmarcRecords } from '#lib/net/dmarc-records';
import { type FoundRecord, listDueDmarc, saveDmarcRecords } from '#lib/store/dmarc-record';
import { askDue } from './ask-due.ts';
import { type DnsOptions, DnsPatience, dnsOptions } from './dns-patience.ts';
import type { JobOutcome } from './nightly.ts';

const HOUR = 3600 * 1000;
/** How long an answer holds: a policy that changes is news, and the question is a small one. */
const KEEP = { found: 3, none: 3, several: 3, failed: 1 } as const;
const SILENCE = { state: 'failed' } as const;

/**
 * Reads the DMARC records of our domains, and keeps what they said and when (PRODUCT 3.4, policy
 * history). Nothing is asked with look-ups off, and no page waits for it.
 */
export async function findDmarcRecords(
  now: Date,
  stop: AbortSignal,
  options: DnsOptions = {},
): Promise<JobOutcome> {
  const { lookUps, ...how } = dnsOptions(options);
  if (!lookUps) return { good: true, text: 'Look-ups are off.', told: { what: 'lookUpsOff' } };
  const dns = new DmarcRecords(how);
  const patience = new DnsPatience<DmarcOutcome>(SILENCE, ({ state }) => state === 'failed');
  const told = { found: 0, none: 0, several: 0, failed: 0 };
  await askDue(stop, patience, told, {
    list: (limit) => listDueDmarc(now, limit),
    ask: (domain) => dns.of(domain),
    save: async (answered) => {
      const found = answered.map(([domain, outcome]) => toRow(domain, outcome, now));
      await saveDmarcRecords(found, now);
    },
  });
  return { good: !patience.isOver, ...inWords(told) };
}

function toRow(domain: string, outcome: DmarcOutcome, now: Date): FoundRecord {
  const { state } = outcome;
  const record = outcome.state === 'found' ? outcome.record : null;
  return { domain, state, record, expiresAt: new Date(now.getTime() + KEEP[state] * HOUR) };
}

function inWords(told: Record<DmarcOutcome['state'], number>): Pick<JobOutcome, 'text' | 'told'> {
  const { found, none, several, failed } = told;
  const total = found + none + several + failed;
  if (total === 0) return { text: 'Every DMARC record is known.', told: { what: 'dmarcKnown' } };
  return {
    text: `${total} domains: ${found} with a DMARC record, ${none} without, ${several} with several, ${failed} got no answer.`,
    told: { what: 'dmarc', values: { total, found, none, several, failed } },
  };
}
