import { z } from 'zod';
import { db, type Sql, sql } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
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
): AsyncGenerator<RecordRow[]> {
  const scope = await scopeOf(viewer, filter);
  yield* streamRows<RecordRow>(sql`${selectRecords(scope, filter, now)} ORDER BY ${ORDER}`);
}

/** The same, page by page. */
export async function recordList(
  viewer: Viewer,
  filter: Filter,
  { limit = 100, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<{ rows: RecordRow[]; next: string | null }> {
  const scope = await scopeOf(viewer, filter);
  const found = await db().$queryRaw<RecordRow[]>(sql`
    ${selectRecords(scope, filter, now)} AND ${after(filter)}
    ORDER BY ${ORDER} LIMIT ${limit + 1}`);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last ? cursorOf(last) : null };
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

function after(filter: Filter): Sql {
  const place = decodeCursor(filter.cursor, PLACE);
  if (!place) return sql`true`;
  const [begin, reporter, uid, recordNo, day] = place;
  return sql`(${ORDER}) > (${begin}::timestamptz, ${reporter}, ${uid}::uuid, ${recordNo}::int, ${day}::date)`;
}

function selectRecords(scope: Scope, filter: Filter, now: Date): Sql {
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
    FROM record AS r
    JOIN report AS p ON p.id = r.report_id
    JOIN domain AS d ON d.id = r.domain_id
    JOIN auth_set AS a ON a.id = r.auth_set_id
    LEFT JOIN source AS s ON s.ip = r.source_ip
    WHERE ${whereRecord(scope, filter, resolvePeriod(filter.period, now))}`;
}
