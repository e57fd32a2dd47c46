import { type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type Similar, similarTo } from '#lib/source/similar';
import type { ClassifiedSource } from './classified-sources.ts';
import { judgedSpan } from './judged-span.ts';
import { sourcesAmong } from './sources-among.ts';
import { scopeOf } from './where.ts';

/** Other addresses of the same domain that belong with one (lib/source/similar), under a filter. */
export async function tiedSources(
  viewer: Viewer,
  filter: Filter,
  own: ClassifiedSource,
  now = new Date(),
): Promise<Similar<ClassifiedSource>[]> {
  const ties = tiesOf(own);
  if (ties === null) return [];
  const asked = { ...filter, domains: [own.domain], group: null, ip: null };
  const scope = await scopeOf(viewer, asked);
  const judged = await judgedSpan(scope, resolvePeriod(filter.period, now));
  const tied = sql`
    SELECT v.domain_id, v.source_ip FROM source_verdict AS v LEFT JOIN source AS s ON s.ip = v.source_ip
    WHERE v.domain_id = ${own.domainId} AND (${ties})`;
  return similarTo(own, await sourcesAmong(scope, asked, judged, tied));
}

/** Every source that may be tied to one, over `source_verdict AS v` and its `source AS s`; null for none. */
function tiesOf({ sender, ptrBase, asn }: ClassifiedSource): Sql | null {
  if (sender === null && ptrBase === null && asn === null) return null;
  const base = ptrBase === null ? null : `%${ptrBase.replace(/[\\%_]/g, '\\$&')}`;
  return sql`v.service = ${sender?.name ?? null}::text OR s.asn = ${asn}::int OR s.ptr LIKE ${base}::text`;
}
