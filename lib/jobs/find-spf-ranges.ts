import { type SpfOutcome, SpfRanges } from '#lib/net/spf-ranges';
import { type FoundRanges, listDueSpf, type SpfName, saveSpfRanges } from '#lib/store/spf-ranges';
import { askDue } from './ask-due.ts';
import { type DnsOptions, DnsPatience, dnsOptions } from './dns-patience.ts';
import type { JobOutcome } from './nightly.ts';

const HOUR = 3600 * 1000;
/** How long an answer holds; a record that is missing or wrong is being mended, silence is no answer. */
const KEEP = { found: 24, none: 6, permerror: 6, failed: 1 } as const;
const SILENCE = { state: 'failed' } as const;

/**
 * Finds out which addresses the SPF records of our domains, and of the names that their mail was checked
 * for, let send (PRODUCT 3.1, rule 7). Nothing is asked with look-ups off, and no page waits for it.
 */
export async function findSpfRanges(
  now: Date,
  stop: AbortSignal,
  options: DnsOptions = {},
): Promise<JobOutcome> {
  const { lookUps, ...how } = dnsOptions(options);
  if (!lookUps) return { good: true, text: 'Look-ups are off.', told: { what: 'lookUpsOff' } };
  const dns = new SpfRanges(how);
  const patience = new DnsPatience<SpfOutcome>(SILENCE, ({ state }) => state === 'failed');
  const told = { found: 0, none: 0, permerror: 0, failed: 0 };
  await askDue(stop, patience, told, {
    list: (limit) => listDueSpf(now, limit),
    ask: ({ name }) => dns.of(name),
    save: async (answered) => {
      const found = answered.map(([name, outcome]) => toRow(name, outcome, now));
      await saveSpfRanges(found, now);
    },
  });
  return { good: !patience.isOver, ...inWords(told) };
}

function toRow(name: SpfName, outcome: SpfOutcome, now: Date): FoundRanges {
  return {
    ...name,
    state: outcome.state,
    ranges: outcome.state === 'found' ? outcome.ranges : [],
    beyond: outcome.state === 'found' ? outcome.beyond : [],
    reason: outcome.state === 'permerror' ? outcome.reason : null,
    lookups: 'lookups' in outcome ? outcome.lookups : 0,
    expiresAt: new Date(now.getTime() + KEEP[outcome.state] * HOUR),
  };
}

function inWords(told: Record<SpfOutcome['state'], number>): Pick<JobOutcome, 'text' | 'told'> {
  const { found, none, permerror, failed } = told;
  const total = found + none + permerror + failed;
  if (total === 0) return { text: 'Every SPF record is known.', told: { what: 'spfKnown' } };
  return {
    text: `${total} names: ${found} with an SPF record, ${none} without, ${permerror} with one in error, ${failed} got no answer.`,
    told: { what: 'spf', values: { total, found, none, permerror, failed } },
  };
}
