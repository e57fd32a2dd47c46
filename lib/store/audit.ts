import { db } from '#lib/db/client';
import type { Deed } from '#lib/filter/deed';
import type { Viewer } from '#lib/filter/viewer';

/** What changed, as plain data; never a secret. */
type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Who did it; somebody who could not sign in is nobody yet. */
type Actor = Pick<Viewer, 'userId' | 'name'>;

/** Writes down who did what to what. Rows are only ever added: Postgres refuses anything else. */
export async function recordAudit(
  actor: Actor,
  deed: Deed,
  subject: string,
  before: Facts | null = null,
  after: Facts | null = null,
): Promise<void> {
  await db().auditLog.create({
    data: {
      actorId: actor.userId,
      actor: actor.name,
      action: deed,
      subject,
      ...(before && { before }),
      ...(after && { after }),
    },
  });
}
