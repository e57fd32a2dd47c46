import { db } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { type SpfCoverage, spfCoverage } from './spf-coverage.ts';
import { scopeOf } from './where.ts';

/**
 * What an SPF record says of an address. `unread`: no job has asked yet, or DNS did not answer;
 * `undecided`: the record has terms that only a mail decides.
 */
export type SpfOfAddress = Pick<SpfCoverage, 'block' | 'via'> & {
  /** Whose record it is: a domain, or a name of its organisation that its mail was checked for. */
  domain: string;
  says: 'covered' | 'outside' | 'no-record' | 'in-error' | 'undecided' | 'unread';
};

/**
 * What the SPF records of some domains, as far as the viewer may see them, say of an address; then
 * those of their other names that let it send.
 */
export async function spfOfAddress(
  viewer: Viewer,
  filter: Filter,
  ip: string,
  domains: readonly string[],
): Promise<SpfOfAddress[]> {
  if (domains.length === 0) return [];
  const { domainIds } = await scopeOf(viewer, { ...filter, domains: [...domains] });
  const [known, coverageOf] = await Promise.all([
    db().domain.findMany({
      where: { id: { in: domainIds } },
      select: { id: true, name: true, spfRanges: { select: { name: true, state: true } } },
    }),
    spfCoverage(domainIds),
  ]);
  const inOrder = known.toSorted((a, b) => domains.indexOf(a.name) - domains.indexOf(b.name));
  return inOrder.flatMap(({ id, name: domain, spfRanges }) => {
    const states = new Map(spfRanges.map(({ name, state }) => [name, state]));
    const told = [domain, ...[...states.keys()].filter((name) => name !== domain).toSorted()].map(
      (name) => {
        const { covered, block, via } = coverageOf(id, name, ip);
        return { domain: name, says: saying(covered, states.get(name) ?? null), block, via };
      },
    );
    return told.filter(({ says }, at) => at === 0 || says === 'covered');
  });
}

function saying(covered: boolean | null, state: string | null): SpfOfAddress['says'] {
  if (covered === true) return 'covered';
  if (state === 'none') return 'no-record';
  if (state === 'permerror') return 'in-error';
  if (state !== 'found') return 'unread';
  return covered === false ? 'outside' : 'undecided';
}
