import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';

/** What changed, as plain data; never a secret. */
type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Writes down who did what to what. Rows are only ever added. */
export async function recordAudit(
  viewer: Viewer,
  action: string,
  subject: string,
  before: Facts | null = null,
  after: Facts | null = null,
): Promise<void> {
  await db().auditLog.create({
    data: {
      actorId: viewer.userId,
      actor: viewer.name,
      action,
      subject,
      ...(before && { before }),
      ...(after && { after }),
    },
  });
}
