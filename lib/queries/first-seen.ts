import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { kept } from './kept.ts';

/** M17: the first and last UTC day on which a source sent for a domain, as far back as records are kept. */
export type FirstSeen = { domain: string; firstDay: string; lastDay: string };

/** When an address first sent for each of some domains; only for those that the viewer may see. */
export const firstSeen = kept(findFirstSeen);

async function findFirstSeen(
  { domains: visible }: Viewer,
  ip: string,
  domains: readonly string[],
): Promise<FirstSeen[]> {
  const known = await db().domain.findMany({
    where: {
      name: { in: [...domains] },
      ...(visible !== 'all' && { id: { in: [...visible] } }),
    },
    select: { id: true },
  });
  const ids = known.map(({ id }) => id);
  return await db().$queryRaw<FirstSeen[]>(sql`
    SELECT d.name AS domain, to_char(min(r.day), 'YYYY-MM-DD') AS "firstDay",
      to_char(max(r.day), 'YYYY-MM-DD') AS "lastDay"
    FROM record AS r JOIN domain AS d ON d.id = r.domain_id
    WHERE r.domain_id = ANY(${ids}::int[]) AND r.source_ip = ${ip}::inet AND r.count > 0
    GROUP BY d.name ORDER BY min(r.day), d.name`);
}
