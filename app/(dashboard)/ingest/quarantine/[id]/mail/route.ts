import { downloadBytes } from '#lib/auth/download';
import { requireViewer } from '#lib/auth/require-viewer';
import { quarantineRaw } from '#lib/queries/quarantine-item';

/** The mail as it came: only ever a download, whatever it claims to be. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const { id } = await params;
  const bytes = await quarantineRaw(viewer, id);
  if (!bytes) return new Response('This mail was not kept.', { status: 404 });
  return downloadBytes(bytes, `quarantine-${Number(id)}.eml`);
}
