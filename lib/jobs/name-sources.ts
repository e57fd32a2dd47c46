import { env } from '#lib/env';
import { countryOf } from '#lib/net/country';
import { networkOf } from '#lib/net/network';
import { type HostName, ReverseDns } from '#lib/net/reverse-dns';
import { type FoundFacts, listDueSources, saveSourceFacts } from '#lib/store/source';
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
/** So many silences in a row, and DNS is not asked again in this run. */
const SILENCES = 10;

export type NameSourcesOptions = {
  lookUps?: boolean;
  servers?: readonly string[];
  timeoutMs?: number;
};

/**
 * Finds out what source addresses are called, where they are registered and whose network they are in.
 * Ingest and pages never wait for it. With look-ups off, or DNS silent, countries and networks are
 * still known, and the state is kept.
 */
export async function nameSources(
  now: Date,
  stop: AbortSignal,
  {
    lookUps = env().LOOK_UP_SOURCES === 'on',
    servers = env().DNS_SERVERS,
    timeoutMs = 2_000,
  }: NameSourcesOptions = {},
): Promise<JobOutcome> {
  const dns = new ReverseDns({ servers, timeoutMs });
  const told = { found: 0, none: 0, failed: 0, skipped: 0 };
  let silences = 0;
  for (let done = 0; done < MOST; done += BATCH) {
    stop.throwIfAborted();
    const ips = await listDueSources(now, BATCH);
    if (ips.length === 0) break;
    const names = await inTurn(ips, AT_ONCE, async (ip): Promise<HostName> => {
      if (!lookUps) return { state: 'skipped' };
      if (silences >= SILENCES) return { state: 'failed' };
      const name = await dns.nameOf(ip);
      if (name.state !== 'skipped') silences = name.state === 'failed' ? silences + 1 : 0;
      return name;
    });
    for (const { state } of names) told[state] += 1;
    const facts = ips.map((ip, at) => toFacts(ip, names[at] ?? { state: 'failed' }, now));
    await saveSourceFacts(facts, now);
  }
  return { good: silences < SILENCES, ...inWords(told, silences, lookUps) };
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
  silences: number,
  lookUps: boolean,
): Pick<JobOutcome, 'text' | 'told'> {
  const total = found + none + failed + skipped;
  if (total === 0) return { text: 'Every source is known.', told: { what: 'sourcesKnown' } };
  if (!lookUps) {
    const text = `${total} sources: countries and networks only, look-ups are off.`;
    return { text, told: { what: 'sourcesOnly', values: { total } } };
  }
  const silent = silences >= SILENCES ? ' DNS does not answer; it is asked again in an hour.' : '';
  return {
    text: `${total} sources: ${found} have a name, ${none} have none, ${failed} got no answer.${silent}`,
    told: { what: silent ? 'sourcesSilent' : 'sources', values: { total, found, none, failed } },
  };
}
