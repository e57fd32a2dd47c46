import { db } from '#lib/db/client';
import { normaliseDomain } from '#lib/domain-name';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';

/** The ids of domains by name; `request/not-found` for one that is not there, or not the viewer's. */
export async function visibleDomainIds(
  viewer: Viewer,
  names: readonly string[],
): Promise<number[]> {
  const wanted = names.map((name) => normaliseDomain(name) ?? name);
  const found = await db().domain.findMany({
    where: {
      name: { in: wanted },
      ...(viewer.domains !== 'all' && { id: { in: [...viewer.domains] } }),
    },
    select: { id: true, name: true },
  });
  const missing = wanted.find((name) => !found.some((domain) => domain.name === name));
  if (missing === undefined) return found.map(({ id }) => id);
  throw new AppError('request/not-found', { detail: `No report has been about ${missing} yet.` });
}
