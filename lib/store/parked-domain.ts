import { transaction } from '#lib/db/pool';
import { organizationalDomain } from '#lib/domain-name';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { requireRank } from './managed-user.ts';
import { judgeAgain } from './source-verdict.ts';
import { domainNamesOf } from './user-domains.ts';

/**
 * Says that domains are parked, that is, that they send no mail; or no longer. It is a sign against
 * whoever sends as them, so their sources are judged again. Answers with how many are changed.
 */
export async function setParked(
  viewer: Viewer,
  names: readonly string[],
  parked: boolean,
): Promise<number> {
  requireRank(viewer, 'viewer');
  return await transaction(async (tx) => {
    const { rows } = await tx.query<{ id: number; name: string }>(
      `UPDATE domain SET parked_at = CASE WHEN $2 THEN now() END
       WHERE name = ANY($1) AND (parked_at IS NOT NULL) <> $2 RETURNING id, name`,
      [names, parked],
    );
    await judgeAgain(
      tx,
      rows.map(({ id }) => id),
    );
    const changed = rows.map(({ name }) => name).toSorted();
    for (const name of changed) {
      const facts = [{ parked: !parked }, { parked }] as const;
      await auditIn(tx, viewer, parked ? 'domain.park' : 'domain.unpark', name, ...facts);
    }
    return changed.length;
  });
}

/**
 * Makes domains known before any report names them, as parked ones may never be named; what is known
 * already stays as it is, untold. Answers with all of them.
 */
export async function addDomains(viewer: Viewer, names: readonly string[]): Promise<string[]> {
  requireRank(viewer, 'viewer');
  const domains = domainNamesOf(names);
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ name: string }>(
      `INSERT INTO domain (name, org_domain)
       SELECT * FROM unnest($1::text[], $2::text[]) AS d(name, org) ORDER BY name
       ON CONFLICT (name) DO NOTHING RETURNING name`,
      [domains, domains.map(organizationalDomain)],
    );
    for (const { name } of rows) await auditIn(tx, viewer, 'domain.add', name);
  });
  return domains;
}
