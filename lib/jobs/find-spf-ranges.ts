import { env } from '#lib/env';
import { type SpfOutcome, SpfRanges } from '#lib/net/spf-ranges';
import { type FoundRanges, listDueSpf, saveSpfRanges } from '#lib/store/spf-ranges';
import { inTurn } from './in-turn.ts';
import type { JobOutcome } from './nightly.ts';

const HOUR = 3600 * 1000;
/** How long an answer holds; a record that is missing or wrong is being mended, silence is no answer. */
const KEEP = { found: 24, none: 6, permerror: 6, failed: 1 } as const;
const BATCH = 50;
const AT_ONCE = 4;
/** So many silences in a row, and DNS is not asked again in this run. */
const SILENCES = 10;

export type FindSpfRangesOptions = {
  lookUps?: boolean;
  servers?: readonly string[];
  timeoutMs?: number;
};

/**
 * Finds out which addresses the SPF records of our domains let send (PRODUCT 3.1, rule 7). Nothing is
 * asked with look-ups off, and no page waits for it.
 */
export async function findSpfRanges(
  now: Date,
  stop: AbortSignal,
  {
    lookUps = env().LOOK_UP_SOURCES === 'on',
    servers = env().DNS_SERVERS,
    timeoutMs = 2_000,
  }: FindSpfRangesOptions = {},
): Promise<JobOutcome> {
  if (!lookUps) return { good: true, text: 'Look-ups are off.', told: { what: 'lookUpsOff' } };
  const dns = new SpfRanges({ servers, timeoutMs });
  const told = { found: 0, none: 0, permerror: 0, failed: 0 };
  let silences = 0;
  while (silences < SILENCES) {
    stop.throwIfAborted();
    const domains = await listDueSpf(now, BATCH);
    if (domains.length === 0) break;
    const outcomes = await inTurn(domains, AT_ONCE, async (domain): Promise<SpfOutcome> => {
      if (silences >= SILENCES) return { state: 'failed' };
      const outcome = await dns.of(domain);
      silences = outcome.state === 'failed' ? silences + 1 : 0;
      return outcome;
    });
    for (const { state } of outcomes) told[state] += 1;
    const found = domains.map((domain, at) =>
      toRow(domain, outcomes[at] ?? { state: 'failed' }, now),
    );
    await saveSpfRanges(found, now);
  }
  return { good: silences < SILENCES, ...inWords(told) };
}

function toRow(domain: string, outcome: SpfOutcome, now: Date): FoundRanges {
  return {
    domain,
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
    text: `${total} domains: ${found} with an SPF record, ${none} without, ${permerror} with one in error, ${failed} got no answer.`,
    told: { what: 'spf', values: { total, found, none, permerror, failed } },
  };
}
