import { db, join, type Sql, sql } from '#lib/db/client';
import type { Choice } from '#lib/filter/choice';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { isOlder, toPage } from './newest-first.ts';
import { requireAuditAccess } from './require-audit-access.ts';

/** What was so before a deed, or after it, by name. */
export type AuditFacts = { readonly [name: string]: string | number | boolean | null | string[] };

/** Who did what to what, when. */
export type AuditRow = {
  at: Date;
  actor: string;
  action: string;
  subject: string;
  before: AuditFacts | null;
  after: AuditFacts | null;
  /** Its place in the chain; null until the next link is made. */
  position: number | null;
};

/** The audit log, newest first, page by page, as far as it concerns the viewer. */
export async function auditLog(
  viewer: Viewer,
  filter: Filter,
  { limit = 50, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<{ rows: AuditRow[]; next: string | null }> {
  const found = await db().$queryRaw<(AuditRow & { id: string })[]>(sql`
    SELECT a.id::text, a.at, a.actor, a.action, a.subject, a.before, a.after,
      s.position::float8 AS position
    FROM audit_log AS a LEFT JOIN audit_seal AS s ON s.audit_id = a.id
    WHERE ${await whereAudit(viewer, filter, now)} AND ${isOlder(filter, sql`a.at`, sql`a.id`)}
    ORDER BY a.at DESC, a.id DESC LIMIT ${limit + 1}`);
  return toPage(found, limit, ({ at }) => at);
}

/** Everybody who did something that the viewer may read of, by name. */
export async function auditActors(viewer: Viewer): Promise<string[]> {
  const rows = await db().$queryRaw<{ actor: string }[]>(sql`
    SELECT DISTINCT a.actor FROM audit_log AS a WHERE ${await concerning(viewer)}
      AND a.action <> 'session.refuse'
    ORDER BY a.actor LIMIT 500`);
  return rows.map(({ actor }) => actor);
}

/** The condition of a filter over `audit_log AS a`: of a domain is what names it. */
export async function whereAudit(viewer: Viewer, filter: Filter, now: Date): Promise<Sql> {
  requireAuditAccess(viewer);
  const { from, to } = resolvePeriod(filter.period, now);
  const { domains, actors, deeds, q } = filter;
  const conditions = [
    await concerning(viewer),
    sql`a.at >= ${from}::timestamp AT TIME ZONE 'UTC'
      AND a.at < (${to}::timestamp + INTERVAL '1 day') AT TIME ZONE 'UTC'`,
    ...(domains.length === 0 ? [] : [naming(domains)]),
    ...chosen(actors, sql`a.actor`),
    ...chosen(deeds, sql`split_part(a.action, '.', 1)`),
    ...(q === null ? [] : [searched(q)]),
  ];
  return join(conditions, ' AND ');
}

/** Who is limited to some domains reads what they did, and what was said of sources of theirs alone. */
async function concerning(viewer: Viewer): Promise<Sql> {
  if (viewer.domains === 'all') return sql`true`;
  const known = await db().domain.findMany({
    where: { id: { in: [...viewer.domains] } },
    select: { name: true },
  });
  const names = known.map(({ name }) => name);
  return sql`(a.actor_id = ${viewer.userId ?? ''} OR (a.action LIKE 'source.%'
    AND jsonb_typeof(${NAMED}) = 'array' AND ${NAMED} <@ to_jsonb(${names}::text[])))`;
}

/** The domains that an entry names. */
const NAMED = sql`coalesce(a.after->'domains', a.before->'domains')`;

function naming(domains: readonly string[]) {
  return sql`(a.subject = ANY(${[...domains]}::text[]) OR ${NAMED} ?| ${[...domains]}::text[])`;
}

function chosen({ not, values }: Choice, column: Sql): Sql[] {
  if (values.length === 0) return [];
  return [not ? sql`${column} <> ALL(${values}::text[])` : sql`${column} = ANY(${values}::text[])`];
}

function searched(text: string) {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(a.subject ILIKE ${part} OR a.actor ILIKE ${part} OR a.action ILIKE ${part}
    OR a.before::text ILIKE ${part} OR a.after::text ILIKE ${part})`;
}
