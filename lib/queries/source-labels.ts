import { db, sql } from '#lib/db/client';
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

/** The labels in force of some domains, by address and by service. */
export async function sourceLabels(domainIds: readonly number[]) {
  const rows = await db().$queryRaw<(Omit<LabelInForce, 'label'> & { label: string })[]>(sql`
    SELECT DISTINCT ON (domain_id, source_ip, service) domain_id AS "domainId",
      host(source_ip) AS ip, service, label, note, owner, actor, at, batch::text
    FROM source_label
    WHERE domain_id = ANY(${[...domainIds]}::int[]) AND undone_at IS NULL
    ORDER BY domain_id, source_ip, service, id DESC`);
  const labels = new Map<string, LabelInForce>();
  for (const row of rows) {
    const label = SOURCE_LABELS.find((one) => one === row.label);
    if (label) labels.set(keyOf(row.domainId, row.ip, row.service), { ...row, label });
  }
  /** What is said of an address goes before what is said of its service. */
  return (domainId: number, ip: string | null, service: string | null): LabelInForce | null =>
    (ip === null ? undefined : labels.get(keyOf(domainId, ip, null))) ??
    (service === null ? undefined : labels.get(keyOf(domainId, null, service))) ??
    null;
}

function keyOf(domainId: number, ip: string | null, service: string | null) {
  return JSON.stringify([domainId, ip, service]);
}
