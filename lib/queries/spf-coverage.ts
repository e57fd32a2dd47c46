import { BlockList } from 'node:net';
import { db } from '#lib/db/client';
import type { SpfRange } from '#lib/posture/spf-record';

/** Whether an address may send for a domain by its SPF record, and the block that says so. */
export type SpfCoverage = {
  /** Null where nobody knows: not asked yet, a record in error, or terms that only a mail decides. */
  covered: boolean | null;
  block: string | null;
  /** The include that names the block; null for the record itself. */
  via: string | null;
};

/** What was found out about the SPF records of some domains, by id (jobs/find-spf-ranges). */
export async function spfCoverage(domainIds: readonly number[]): Promise<CoverageOf> {
  const rows = await db().spfRanges.findMany({
    where: { domainId: { in: [...domainIds] } },
    select: { domainId: true, state: true, ranges: true, beyond: true },
  });
  const known = new Map(rows.map(({ domainId, ...row }) => [domainId, new Ranges(row)]));
  return (domainId, ip) => (ip === null ? UNKNOWN : (known.get(domainId)?.of(ip) ?? UNKNOWN));
}

export type CoverageOf = (domainId: number, ip: string | null) => SpfCoverage;

const UNKNOWN: SpfCoverage = { covered: null, block: null, via: null };

type Row = { state: string; ranges: unknown; beyond: string[] };

/** The blocks of one domain, as Node compares addresses: thousands of sources are asked about. */
class Ranges {
  readonly #all: BlockList;
  readonly #ranges: readonly { range: SpfRange; list: BlockList }[];
  readonly #otherwise: boolean | null;

  constructor({ state, ranges, beyond }: Row) {
    const known = Array.isArray(ranges) ? ranges.filter(isRange) : [];
    this.#ranges = known.map((range) => ({ range, list: listOf([range]) }));
    this.#all = listOf(known);
    // No record lets nobody send; one in error tells nothing of what its owner meant.
    this.#otherwise = state === 'none' || (state === 'found' && beyond.length === 0) ? false : null;
  }

  of(ip: string): SpfCoverage {
    if (!this.#all.check(ip, familyOf(ip))) return { ...UNKNOWN, covered: this.#otherwise };
    const found = this.#ranges.find(({ list }) => list.check(ip, familyOf(ip)))?.range;
    return { covered: true, block: found?.block ?? null, via: found?.via ?? null };
  }
}

function listOf(ranges: readonly SpfRange[]) {
  const list = new BlockList();
  for (const { block } of ranges) {
    const [first = '', bits = ''] = block.split('/');
    list.addSubnet(first, Number(bits), familyOf(first));
  }
  return list;
}

function familyOf(ip: string) {
  return ip.includes(':') ? 'ipv6' : 'ipv4';
}

function isRange(value: unknown): value is SpfRange {
  return typeof value === 'object' && value !== null && 'block' in value && 'via' in value;
}
