import { randomUUID } from 'node:crypto';
import { pool, transaction } from '#lib/db/pool';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceLabel } from '#lib/source/source-class';
import { auditIn } from './audit.ts';
import { forgetClasses } from './daily-class.ts';
import { judgeAgain } from './source-verdict.ts';

/** An address, or a service with all its addresses. */
export type SourceSubject = { ip: string } | { service: string };

/** What somebody says of one or several at once. */
export type NewLabel = {
  /** A-label of the domain it is said for. */
  domain: string;
  /** For every domain that the viewer may see, instead. */
  everywhere: boolean;
  subjects: readonly SourceSubject[];
  label: SourceLabel;
  note: string | null;
  /** Who in the house is responsible for it. */
  owner: string | null;
};

/** Writes it down; what it returns undoes all of it. Throws `auth/forbidden` for a domain not seen. */
export async function labelSources(viewer: Viewer, given: NewLabel): Promise<string> {
  const { domain, everywhere, subjects, label, note, owner } = given;
  const batch = randomUUID();
  const ips = subjects.map((subject) => ('ip' in subject ? subject.ip : null));
  const services = subjects.map((subject) => ('service' in subject ? subject.service : null));
  await transaction(async (tx) => {
    // Demo domains and real ones are two worlds: "everywhere" stays in that of the domain.
    const { rows } = await tx.query<{ id: number; name: string }>(
      `WITH said AS (
         INSERT INTO source_label
           (batch, domain_id, source_ip, service, label, note, owner, actor_id, actor)
         SELECT $1, d.id, s.ip, s.service, $4, $5, $6, $7, $8
         FROM domain AS d JOIN domain AS given ON given.name = $9
         CROSS JOIN unnest($2::inet[], $3::text[]) AS s(ip, service)
         WHERE (d.id = given.id OR ($10 AND d.is_demo = given.is_demo))
           AND ($11::int[] IS NULL OR d.id = ANY($11))
         RETURNING domain_id
       ) SELECT DISTINCT id, name FROM said JOIN domain ON id = domain_id ORDER BY name`,
      [
        ...[batch, ips, services, label, note, owner, viewer.userId, viewer.name, domain],
        ...[everywhere, viewer.domains === 'all' ? null : viewer.domains],
      ],
    );
    if (!rows.some(({ name }) => name === domain)) throw new AppError('auth/forbidden');
    const ids = rows.map(({ id }) => id);
    await forgetClasses(tx, ids);
    await judgeAgain(tx, ids);
    const after = { label, note, owner, domains: rows.map(({ name }) => name), batch };
    for (const subject of subjects) {
      const name = 'service' in subject ? subject.service : subject.ip;
      await auditIn(tx, viewer, 'source.label', name, null, after);
    }
  });
  return batch;
}

/** Whether there is such a domain, and nothing was ever said of a source of it. */
export async function isUnlabelled(domain: string): Promise<boolean> {
  const { rowCount } = await pool().query(
    `SELECT FROM domain AS d WHERE name = $1
     AND NOT EXISTS (SELECT FROM source_label WHERE domain_id = d.id)`,
    [domain],
  );
  return (rowCount ?? 0) > 0;
}

/** Takes back what was said in one go, as far as the viewer sees its domains; what was before holds. */
export async function undoLabel(viewer: Viewer, batch: string): Promise<void> {
  await transaction(async (tx) => {
    const undone = await tx.query<{ subject: string; ids: number[]; domains: string[] }>(
      `WITH undone AS (
         UPDATE source_label SET undone_at = now()
         WHERE batch = $1 AND undone_at IS NULL AND ($2::int[] IS NULL OR domain_id = ANY($2))
         RETURNING coalesce(service, host(source_ip)) AS subject, domain_id
       ) SELECT subject, array_agg(domain_id) AS ids, array_agg(name ORDER BY name) AS domains
       FROM undone JOIN domain ON id = domain_id GROUP BY subject ORDER BY subject`,
      [batch, viewer.domains === 'all' ? null : viewer.domains],
    );
    const ids = undone.rows.flatMap(({ ids }) => ids);
    await forgetClasses(tx, ids);
    await judgeAgain(tx, ids);
    for (const { subject, domains } of undone.rows) {
      await auditIn(tx, viewer, 'source.unlabel', subject, { domains, batch });
    }
  });
}
