import { NameExists } from '#lib/net/name-exists';
import { listDueNames, noteFromDomains, saveNames } from '#lib/store/from-domain';
import { type DnsOptions, DnsPatience, dnsOptions } from './dns-patience.ts';
import { inTurn } from './in-turn.ts';
import type { JobOutcome } from './nightly.ts';

const HOUR = 3600 * 1000;
/** How long an answer holds; a name that does not exist may be made any day, silence is no answer. */
const KEEP = { true: 7 * 24, false: 24, null: 1 } as const;
const BATCH = 100;
const AT_ONCE = 8;
/** Names of one run: a flood of made-up names shall not become one of questions. */
const MOST = 1_000;

/**
 * Finds out which From domains that mail failed from exist in DNS: a made-up subdomain is stopped by
 * `np`, not by setting it up. Nothing is asked with look-ups off, and no page waits for it.
 */
export async function lookUpNames(
  now: Date,
  stop: AbortSignal,
  options: DnsOptions = {},
): Promise<JobOutcome> {
  const { lookUps, ...how } = dnsOptions(options);
  while (await noteFromDomains()) stop.throwIfAborted();
  if (!lookUps) return { good: true, text: 'Look-ups are off.', told: { what: 'lookUpsOff' } };
  const dns = new NameExists(how);
  const patience = new DnsPatience<boolean | null>(null, (exists) => exists === null);
  const told = { true: 0, false: 0, null: 0 };
  for (let done = 0; done < MOST && !patience.isOver; done += BATCH) {
    stop.throwIfAborted();
    const names = await listDueNames(now, BATCH);
    if (names.length === 0) break;
    const answers = await inTurn(names, AT_ONCE, (name) => patience.ask(() => dns.ask(name)));
    const found = names.map((name, at) => {
      const exists = answers[at] ?? null;
      told[`${exists}`] += 1;
      return { name, exists, expiresAt: new Date(now.getTime() + KEEP[`${exists}`] * HOUR) };
    });
    await saveNames(found, now);
  }
  return { good: !patience.isOver, ...inWords(told) };
}

function inWords({
  true: known,
  false: made,
  null: silent,
}: Record<'true' | 'false' | 'null', number>): Pick<JobOutcome, 'text' | 'told'> {
  const total = known + made + silent;
  if (total === 0) return { text: 'Every From domain is known.', told: { what: 'namesKnown' } };
  return {
    text: `${total} From domains: ${known} exist, ${made} do not, ${silent} got no answer.`,
    told: { what: 'names', values: { total, known, made, silent } },
  };
}
