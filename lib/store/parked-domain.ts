import { transaction } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn, recordAudit } from './audit.ts';
import { requireRank } from './managed-user.ts';
import { judgeAgain } from './source-verdict.ts';
import { domainNamesOf, idsOfDomains } from './user-domains.ts';

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

/** Makes domains known before any report names them, as parked ones may never be named. */
export async function addDomains(viewer: Viewer, names: readonly string[]): Promise<string[]> {
  requireRank(viewer, 'viewer');
  const domains = domainNamesOf(names);
  await idsOfDomains(domains);
  for (const name of domains) await recordAudit(viewer, 'domain.add', name);
  return domains;
}
