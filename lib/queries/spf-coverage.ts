import { BlockList } from 'node:net';
import { db } from '#lib/db/client';
import type { SpfRange } from '#lib/posture/spf-record';

/** Whether an address may send by an SPF record, and the block that says so. */
export type SpfCoverage = {
  /** Null where nobody knows: not asked yet, a record in error, or terms that only a mail decides. */
  covered: boolean | null;
  block: string | null;
  /** The include that names the block; null for the record itself. */
  via: string | null;
};

/** What the record of a name says of an address. */
export type CoverageOf = (domainId: number, name: string, ip: string | null) => SpfCoverage;

/**
 * What was found out about the SPF records of some domains by id, and of the names that their mail was
 * checked for (jobs/find-spf-ranges).
 */
export async function spfCoverage(domainIds: readonly number[]): Promise<CoverageOf> {
  const rows = await db().spfRanges.findMany({
    where: { domainId: { in: [...domainIds] } },
    select: { domainId: true, name: true, state: true, ranges: true, beyond: true },
  });
  const known = new Map(
    rows.map(({ domainId, name, ...row }) => [`${domainId} ${name}`, new Ranges(row)]),
  );
  return (domainId, name, ip) =>
    (ip === null ? undefined : known.get(`${domainId} ${name}`)?.of(ip)) ?? UNKNOWN;
}

const UNKNOWN: SpfCoverage = { covered: null, block: null, via: null };

type Row = { state: string; ranges: unknown; beyond: string[] };

/** The blocks of one record, as Node compares addresses: thousands of sources are asked about. */
export class Ranges {
  readonly #ranges: readonly SpfRange[];
  readonly #all: BlockList;
  #each: { range: SpfRange; list: BlockList }[] | null = null;
  readonly #otherwise: boolean | null;

  constructor({ state, ranges, beyond }: Row) {
    this.#ranges = Array.isArray(ranges) ? ranges.filter(isRange) : [];
    this.#all = listOf(this.#ranges);
    // No record lets nobody send; one in error tells nothing of what its owner meant.
    this.#otherwise = state === 'none' || (state === 'found' && beyond.length === 0) ? false : null;
  }

  of(ip: string): SpfCoverage {
    if (!this.#all.check(ip, familyOf(ip))) return { ...UNKNOWN, covered: this.#otherwise };
    this.#each ??= this.#ranges.map((range) => ({ range, list: listOf([range]) }));
    const found = this.#each.find(({ list }) => list.check(ip, familyOf(ip)))?.range;
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
