import { countryOf } from '#lib/net/country';
import { networkOf } from '#lib/net/network';
import { type HostName, ReverseDns } from '#lib/net/reverse-dns';
import { type FoundFacts, listDueSources, saveSourceFacts } from '#lib/store/source';
import { type DnsOptions, DnsPatience, dnsOptions } from './dns-patience.ts';
import { inTurn } from './in-turn.ts';
import type { JobOutcome } from './nightly.ts';

const HOUR = 3600 * 1000;
/** How long an answer holds; that there is none is asked again the next day, silence sooner. */
const KEEP = { found: 7 * 24, none: 24, failed: 1, skipped: 24 } as const;
/** Addresses that are asked about and written down together, and questions at the same time. */
const BATCH = 100;
const AT_ONCE = 8;
/** Addresses of one run: the next one begins where it ended. */
const MOST = 5_000;
const SILENCE: HostName = { state: 'failed' };

/**
 * Finds out what source addresses are called, where they are registered and whose network they are in.
 * Ingest and pages never wait for it. With look-ups off, or DNS silent, countries and networks are
 * still known, and the state is kept.
 */
export async function nameSources(
  now: Date,
  stop: AbortSignal,
  options: DnsOptions = {},
): Promise<JobOutcome> {
  const { lookUps, ...how } = dnsOptions(options);
  const dns = new ReverseDns(how);
  const patience = new DnsPatience(SILENCE, ({ state }) =>
    state === 'skipped' ? null : state === 'failed',
  );
  const told = { found: 0, none: 0, failed: 0, skipped: 0 };
  for (let done = 0; done < MOST; done += BATCH) {
    stop.throwIfAborted();
    const ips = await listDueSources(now, BATCH);
    if (ips.length === 0) break;
    const names = await inTurn(ips, AT_ONCE, async (ip): Promise<HostName> => {
      return lookUps ? await patience.ask(() => dns.nameOf(ip)) : { state: 'skipped' };
    });
    for (const { state } of names) told[state] += 1;
    const facts = ips.map((ip, at) => toFacts(ip, names[at] ?? SILENCE, now));
    await saveSourceFacts(facts, now);
  }
  return { good: !patience.isOver, ...inWords(told, lookUps, patience.isOver) };
}

function toFacts(ip: string, name: HostName, now: Date): FoundFacts {
  const found = name.state === 'found' ? name : null;
  return {
    ip,
    ptr: found?.ptr ?? null,
    ptrConfirmed: found?.confirmed ?? null,
    country: countryOf(ip),
    ...(networkOf(ip) ?? { asn: null, asName: null }),
    lookup: name.state,
    expiresAt: new Date(now.getTime() + KEEP[name.state] * HOUR),
  };
}

function inWords(
  { found, none, failed, skipped }: Record<HostName['state'], number>,
  lookUps: boolean,
  isSilent: boolean,
): Pick<JobOutcome, 'text' | 'told'> {
  const total = found + none + failed + skipped;
  if (total === 0) return { text: 'Every source is known.', told: { what: 'sourcesKnown' } };
  if (!lookUps) {
    const text = `${total} sources: countries and networks only, look-ups are off.`;
    return { text, told: { what: 'sourcesOnly', values: { total } } };
  }
  const silent = isSilent ? ' DNS does not answer; it is asked again in an hour.' : '';
  return {
    text: `${total} sources: ${found} have a name, ${none} have none, ${failed} got no answer.${silent}`,
    told: { what: isSilent ? 'sourcesSilent' : 'sources', values: { total, found, none, failed } },
  };
}
