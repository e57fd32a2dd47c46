import type { Viewer } from '#lib/filter/viewer';
import { recordAudit } from '#lib/store/audit';

/** Writes down who takes which file, before it is handed out: what nobody is told of stays here. */
export async function noteTake(viewer: Viewer, name: string, request: Request): Promise<void> {
  const { pathname: address } = new URL(request.url);
  await recordAudit(viewer, 'export.take', name, null, { address });
}
