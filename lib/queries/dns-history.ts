import { db, sql } from '#lib/db/client';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { parseDmarc } from '#lib/posture/dmarc-record';
import { policyText, valuesOfRecord } from '#lib/posture/policy-tags';
import { scopeOf } from './where.ts';

/** What DNS said of a domain's policy, from when until when it was read so. */
export type DnsReading = {
  domain: string;
  since: Date;
  until: Date;
  /** `failed`: DNS has never answered. */
  state: 'found' | 'none' | 'several' | 'failed';
  record: string | null;
  policy: string | null;
};

/** Everything that was read at `_dmarc` below the domains of a filter within its days, in the order of time. */
export async function dnsHistory(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<DnsReading[]> {
  const { domainIds } = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const midnight = (day: string) => sql`(${day}::date::timestamp AT TIME ZONE 'UTC')`;
  const rows = await db().$queryRaw<Omit<DnsReading, 'policy'>[]>(sql`
    SELECT d.name AS domain, r.since, r.until, r.state, r.record
    FROM dmarc_record AS r JOIN domain AS d ON d.id = r.domain_id
    WHERE r.domain_id = ANY(${domainIds}::int[])
      AND r.until >= ${midnight(from)} AND r.since < ${midnight(addDays(to, 1))}
    ORDER BY d.name, r.since`);
  return rows.map((row) => ({ ...row, policy: policyOf(row.record) }));
}

function policyOf(record: string | null) {
  const values = record === null ? null : valuesOfRecord(parseDmarc(record));
  return values && policyText(values);
}
