import { z } from 'zod';
import { db, type Sql, sql } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import { addDays, dayOf } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { Disposition, Outcome } from '#lib/filter/vocabulary';
import type { Deviation } from '#lib/report/deviation';
import type { StoredDkim, StoredSpf } from './auth-results.ts';
import { streamRows } from './stream-rows.ts';
import { type Scope, scopeOf, whereRecord } from './where.ts';

/** A record on one UTC day, with its report: what a line of the export is made of. */
export type RecordRow = {
  day: string;
  domain: string;
  headerFrom: string;
  uid: string;
  reporter: string;
  email: string | null;
  reportId: string;
  begin: Date;
  end: Date;
  receivedAt: Date;
  recordNo: number;
  /** The address, or what the reporter wrote in its place. */
  source: string | null;
  ptr: string | null;
  ptrConfirmed: boolean | null;
  asn: number | null;
  asName: string | null;
  country: string | null;
  count: number;
  dkimAligned: boolean;
  spfAligned: boolean;
  disposition: Disposition;
  requested: 'none' | 'quarantine' | 'reject';
  outcome: Outcome;
  reasons: { type: string; comment: string | null }[] | null;
  envelopeFrom: string | null;
  envelopeTo: string | null;
  dkim: StoredDkim[];
  spf: StoredSpf[];
  p: string | null;
  sp: string | null;
  np: string | null;
  adkim: string | null;
  aspf: string | null;
  pct: string | null;
  testing: string | null;
  discoveryMethod: string | null;
  dialect: 'rfc7489' | 'rfc9990';
  spread: boolean;
  inconsistent: boolean;
  deviations: Deviation[];
};

/** Every record that a filter means, in batches, in the order of PRODUCT 4.1. */
export async function* recordStream(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
  gone?: AbortSignal,
): AsyncGenerator<RecordRow[]> {
  const scope = await scopeOf(viewer, filter);
  const all = recordsIn(scope, filter, resolvePeriod(filter.period, now));
  yield* streamRows<RecordRow>(sql`${selectRecords(all)} ORDER BY ${ORDER}`, gone);
}

/** A page is looked for in reports that begin in so many days, then in more, then in all. */
const LOOKED_AT = [1, 7, 60];

/** The same, page by page. */
export async function recordList(
  viewer: Viewer,
  filter: Filter,
  { limit = 100, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<{ rows: RecordRow[]; next: string | null }> {
  const scope = await scopeOf(viewer, filter);
  const found = await findFirst(scope, filter, resolvePeriod(filter.period, now), limit + 1);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last ? cursorOf(last) : null };
}

/** Sorting a year of records for a hundred of them would take seconds. */
async function findFirst(scope: Scope, filter: Filter, span: Span, limit: number) {
  const place = decodeCursor(filter.cursor, PLACE);
  const from = place ? firstDayOf(place, span) : span.from;
  const ask = (records: Sql, begun: Sql) =>
    db().$queryRaw<RecordRow[]>(sql`
      ${selectRecords(records)} WHERE ${begun} AND ${after(place)} ORDER BY ${ORDER} LIMIT ${limit}`);
  for (const days of LOOKED_AT) {
    const last = addDays(from, days - 1);
    if (last >= span.to) break;
    const rows = await ask(
      recordsBegunBy(last, scope, filter, { from, to: span.to }),
      sql`p.begin_at < ${addDays(last, 1)}::timestamp AT TIME ZONE 'UTC'`,
    );
    if (rows.length === limit) return rows;
  }
  return await ask(recordsIn(scope, filter, { from, to: span.to }), sql`true`);
}

/** A total order: it ends in the key of `record`, so that two exports can be compared by line. */
const ORDER = sql`p.begin_at, p.org_name COLLATE "C", p.uid, r.record_no, r.day`;

/** The values of ORDER; Postgres holds no NUL in a text. */
const PLACE = z.tuple([
  z.iso.datetime(),
  z.string().regex(/^[^\0]*$/),
  z.uuid(),
  z.int32(),
  z.iso.date(),
]);

function cursorOf({ begin, reporter, uid, recordNo, day }: RecordRow) {
  return encodeCursor([begin.toISOString(), reporter, uid, recordNo, day]);
}

function after(place: z.infer<typeof PLACE> | null): Sql {
  if (!place) return sql`true`;
  const [begin, reporter, uid, recordNo, day] = place;
  return sql`(${ORDER}) > (${begin}::timestamptz, ${reporter}, ${uid}::uuid, ${recordNo}::int, ${day}::date)`;
}

/** No record stands on a day before the one on which its report begins. */
function firstDayOf([begin]: z.infer<typeof PLACE>, { from }: Span): string {
  const day = dayOf(new Date(begin));
  if (day < from) return from;
  return day;
}

function recordsIn(scope: Scope, filter: Filter, span: Span): Sql {
  return sql`SELECT r.* FROM record AS r WHERE ${whereRecord(scope, filter, span)}`;
}

/**
 * All records of reports that begin by a day, and some of others. Those of one day stand on it or on
 * the next one (lib/report/day-buckets.ts); longer ones are few, and are followed day by day.
 */
function recordsBegunBy(last: string, scope: Scope, filter: Filter, span: Span): Sql {
  const next = addDays(last, 1);
  return sql`
    ${recordsIn(scope, filter, { from: span.from, to: next })}
    UNION ALL
    SELECT r.* FROM report AS p
    CROSS JOIN LATERAL generate_series(${addDays(next, 1)}::timestamp,
      least(p.end_at AT TIME ZONE 'UTC', ${span.to}::timestamp), '1 day') AS g(day)
    JOIN record AS r ON r.report_id = p.id AND r.day = g.day::date
    WHERE p.spread AND p.domain_id = ANY(${scope.domainIds}::int[])
      AND p.end_at >= ${addDays(next, 1)}::timestamp AT TIME ZONE 'UTC'
      AND p.begin_at < ${next}::timestamp AT TIME ZONE 'UTC'
      AND ${whereRecord(scope, filter, span)}`;
}

function selectRecords(records: Sql): Sql {
  return sql`
    SELECT to_char(r.day, 'YYYY-MM-DD') AS day, d.name AS domain, r.header_from AS "headerFrom",
      p.uid::text, p.org_name AS reporter, p.email, p.report_id AS "reportId",
      p.begin_at AS begin, p.end_at AS end, p.received_at AS "receivedAt",
      r.record_no AS "recordNo", coalesce(host(r.source_ip), r.source_raw) AS source,
      s.ptr, s.ptr_confirmed AS "ptrConfirmed", s.asn, s.as_name AS "asName", s.country,
      r.count, r.dkim_aligned AS "dkimAligned", r.spf_aligned AS "spfAligned",
      r.disposition::text, r.requested::text, r.outcome::text, r.reasons,
      r.envelope_from AS "envelopeFrom", r.envelope_to AS "envelopeTo", a.dkim, a.spf,
      p.policy_p AS p, p.policy_sp AS sp, p.policy_np AS np, p.policy_adkim AS adkim,
      p.policy_aspf AS aspf, p.policy_pct AS pct, p.policy_testing AS testing,
      p.discovery_method AS "discoveryMethod", p.dialect::text, p.spread, r.inconsistent,
      p.deviations
    FROM (${records}) AS r
    JOIN report AS p ON p.id = r.report_id
    JOIN domain AS d ON d.id = r.domain_id
    JOIN auth_set AS a ON a.id = r.auth_set_id
    LEFT JOIN source AS s ON s.ip = r.source_ip`;
}
