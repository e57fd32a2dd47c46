import { db } from '#lib/db/client';
import type { SeenPolicy } from '#lib/posture/policy-lanes';
import { differingTags, type PolicyTag, type PolicyValues } from '#lib/posture/policy-tags';
import type { PublishedRecord } from './published-records.ts';

/** A reporter whose newest report tells of another policy than DNS does: the tags, as it saw them. */
export type Behind = { reporter: string; day: string; tags: { tag: PolicyTag; value: string }[] };

/** Which reporters have not seen yet what stands in DNS; the first by name. */
export async function reportersBehind(
  seen: readonly SeenPolicy[],
  now: PublishedRecord | null,
): Promise<{ reporters: number; behind: Behind[] }> {
  const newest = new Map<number, SeenPolicy>();
  for (const one of seen) for (const id of one.reporters) newest.set(id, one);
  const published = now?.values ?? null;
  const late = [...newest].filter(
    ([, { values }]) => published && differingTags(values, published).length > 0,
  );
  const named = await db().reporter.findMany({
    where: { id: { in: late.map(([id]) => id) } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  const behind = named.flatMap(({ id, name }) => {
    const report = newest.get(id);
    if (!report || !published) return [];
    return { reporter: name, day: report.day, tags: tagsOf(report.values, published) };
  });
  return { reporters: newest.size, behind };
}

function tagsOf(values: PolicyValues, published: PolicyValues) {
  return differingTags(values, published).map((tag) => ({ tag, value: values[tag] ?? '' }));
}
