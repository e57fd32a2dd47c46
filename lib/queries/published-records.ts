import { db, sql } from '#lib/db/client';
import { addDays } from '#lib/filter/day';
import type { Span } from '#lib/filter/period';
import { parseDmarc } from '#lib/posture/dmarc-record';
import { type PolicyValues, policyText, valuesOfRecord } from '#lib/posture/policy-tags';
import type { Scope } from './where.ts';

/** What stood at `_dmarc` below a domain, from when until when it was read so. */
export type PublishedRecord = {
  since: Date;
  until: Date;
  state: 'found' | 'none' | 'several';
  /** As it stands in DNS; null where there is none, or more than one. */
  record: string | null;
  policy: string | null;
  values: PolicyValues | null;
};

/** A name server that says something else each time shall not fill a page. */
const MOST = 50;

/** By domain: those that stood there within a period, the newest of them, and the newest of all; in the order of time. */
export async function publishedRecords(
  { domainIds }: Scope,
  { from, to }: Span,
): Promise<Map<number, PublishedRecord[]>> {
  const rows = await db().$queryRaw<Row[]>(sql`
    SELECT domain_id AS "domainId", since, until, state, record FROM (
      SELECT *, row_number() OVER (PARTITION BY domain_id ORDER BY since DESC) AS rank
      FROM dmarc_record
      WHERE domain_id = ANY(${domainIds}::int[]) AND state <> 'failed'
    ) AS r
    WHERE rank = 1 OR (rank <= ${MOST} AND until >= ${midnight(from)} AND since < ${midnight(addDays(to, 1))})
    ORDER BY domain_id, since`);
  const records = rows.map((row) => {
    const values = row.record === null ? null : valuesOfRecord(parseDmarc(row.record));
    return { ...row, values, policy: values && policyText(values) };
  });
  const byDomain = Map.groupBy(records, ({ domainId }) => domainId);
  return new Map(
    [...byDomain].map(([id, own]) => [id, own.map(({ domainId: _, ...record }) => record)]),
  );
}

type Row = Pick<PublishedRecord, 'since' | 'until' | 'state' | 'record'> & { domainId: number };

function midnight(day: string) {
  return sql`(${day}::date::timestamp AT TIME ZONE 'UTC')`;
}
