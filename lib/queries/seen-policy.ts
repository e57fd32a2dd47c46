import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import type { SeenTags } from '#lib/posture/rua-record';

/** The DMARC record of a domain as its newest report saw it; null before the first. */
export async function seenPolicy({ domains }: Viewer, domain: string): Promise<SeenTags | null> {
  const newest = await db().report.findFirst({
    where: {
      domain: { name: domain, ...(domains !== 'all' && { id: { in: [...domains] } }) },
    },
    orderBy: [{ endAt: 'desc' }, { id: 'desc' }],
  });
  if (!newest) return null;
  return {
    p: newest.policyP,
    sp: newest.policySp,
    np: newest.policyNp,
    adkim: newest.policyAdkim,
    aspf: newest.policyAspf,
    fo: newest.policyFo,
    pct: newest.policyPct,
    t: newest.policyTesting,
  };
}
