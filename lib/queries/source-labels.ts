import { db, type Sql, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { SOURCE_LABELS, type SourceLabel } from '#lib/source/source-class';

/** What somebody said of a source or of a service, for one domain, and what is in force now. */
export type LabelInForce = {
  domainId: number;
  ip: string | null;
  service: string | null;
  label: SourceLabel;
  note: string | null;
  owner: string | null;
  actor: string;
  at: Date;
  batch: string;
};

/** What is in force of an address, which goes before what is said of its service. */
export type LabelOf = (
  domainId: number,
  ip: string | null,
  service: string | null,
) => LabelInForce | null;

/** The labels in force of some domains, by address and by service. */
export async function sourceLabels(domainIds: readonly number[]): Promise<LabelOf> {
  const rows = await db().$queryRaw<(Omit<LabelInForce, 'label'> & { label: string })[]>(sql`
    SELECT domain_id AS "domainId", host(source_ip) AS ip, service, label, note, owner, actor, at,
      batch::text
    FROM (${labelsInForce(domainIds)}) AS said`);
  const labels = new Map<string, LabelInForce>();
  for (const row of rows) {
    const label = SOURCE_LABELS.find((one) => one === row.label);
    if (label) labels.set(keyOf(row.domainId, row.ip, row.service), { ...row, label });
  }
  return (domainId, ip, service) =>
    (ip === null ? undefined : labels.get(keyOf(domainId, ip, null))) ??
    (service === null ? undefined : labels.get(keyOf(domainId, null, service))) ??
    null;
}

/** The rows of `source_label` that hold: the last word about each address and each service. */
export function labelsInForce(domainIds: readonly number[]): Sql {
  return sql`
    SELECT DISTINCT ON (domain_id, source_ip, service) * FROM source_label
    WHERE domain_id = ANY(${[...domainIds]}::int[]) AND undone_at IS NULL
    ORDER BY domain_id, source_ip, service, id DESC`;
}

/** What the viewer said last, if that was minutes ago: it can be taken back at one click. */
export async function lastLabel(viewer: Viewer, now = new Date()) {
  if (viewer.userId === null) return null;
  const [row] = await db().$queryRaw<
    { batch: string; subject: string; subjects: number; label: string; domains: number }[]
  >(sql`
    SELECT batch::text, max(coalesce(service, host(source_ip))) AS subject, max(label) AS label,
      count(DISTINCT coalesce(service, host(source_ip)))::int AS subjects,
      count(DISTINCT domain_id)::int AS domains
    FROM source_label
    WHERE actor_id = ${viewer.userId} AND undone_at IS NULL AND at > ${new Date(now.getTime() - UNDO)}
    GROUP BY batch ORDER BY max(id) DESC LIMIT 1`);
  const label = SOURCE_LABELS.find((one) => one === row?.label);
  return row && label ? { ...row, label } : null;
}

const UNDO = 10 * 60_000;

function keyOf(domainId: number, ip: string | null, service: string | null) {
  return JSON.stringify([domainId, ip, service]);
}
