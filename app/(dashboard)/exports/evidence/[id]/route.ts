import { download } from '#lib/auth/download';
import { noteTake } from '#lib/auth/note-take';
import { requireViewer } from '#lib/auth/require-viewer';
import { evidenceBytes } from '#lib/queries/evidence-packs';
import { seesAudit } from '#lib/queries/require-audit-access';

type Context = { params: Promise<{ id: string }> };

/** An evidence pack as it was made: the bytes whose SHA-256 stands in the history. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = seesAudit(viewer) ? await evidenceBytes(viewer, id) : null;
  if (!found) return new Response(null, { status: 404 });
  const { fileName: name } = found.pack;
  await noteTake(viewer, name, request);
  return await download(found.pieces, { name, type: 'application/zip' });
}
