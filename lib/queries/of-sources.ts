import { type Sql, sql } from '#lib/db/client';
import type { ClassifiedSource } from './classified-sources.ts';

/** An address as it sent for a domain. */
export type Pair = Pick<ClassifiedSource, 'domainId' | 'ip'>;

/** Stands for what reporters wrote that is no address; no source can have it. */
export const NO_ADDRESS = '0.0.0.0/0';

/**
 * The records of some sources, each of one domain, over `record AS r`. `IS TRUE` keeps it a condition: as
 * a join, Postgres would read all days of the domain once for each of the sources.
 */
export function ofSources(pairs: readonly Pair[]): Sql {
  const ids = pairs.map(({ domainId }) => domainId);
  const ips = pairs.map(({ ip }) => ip ?? NO_ADDRESS);
  return sql`((r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}::inet))
    IN (SELECT * FROM unnest(${ids}::int[], ${ips}::inet[]))) IS TRUE`;
}
