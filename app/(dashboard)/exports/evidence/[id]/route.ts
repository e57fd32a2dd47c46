import { download } from '#lib/auth/download';
import { requireViewer } from '#lib/auth/require-viewer';
import { evidenceBytes } from '#lib/queries/evidence-packs';
import { seesAudit } from '#lib/queries/require-audit-access';
import { recordAudit } from '#lib/store/audit';

type Context = { params: Promise<{ id: string }> };

/** An evidence pack as it was made: the bytes whose SHA-256 stands in the history. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = seesAudit(viewer) ? await evidenceBytes(viewer, id) : null;
  if (!found) return new Response(null, { status: 404 });
  const { fileName: name } = found.pack;
  const { pathname: address } = new URL(request.url);
  await recordAudit(viewer, 'export.take', name, null, { address });
  return await download(found.pieces, { name, type: 'application/zip' });
}
