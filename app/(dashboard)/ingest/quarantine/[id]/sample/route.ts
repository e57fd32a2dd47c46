import { downloadBytes } from '#lib/auth/download';
import { requireViewer } from '#lib/auth/require-viewer';
import { makeSample } from '#lib/ingest/sample-thread';
import { quarantineRaw } from '#lib/queries/quarantine-item';

type Params = { params: Promise<{ id: string }> };

/** The mail with the same faults and nobody in it, to be shared with whoever mends a reader. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const viewer = await requireViewer();
  const { id } = await params;
  const bytes = await quarantineRaw(viewer, id);
  if (!bytes) return new Response('This mail was not kept.', { status: 404 });
  const made = await makeSample(bytes);
  if (!made) return new Response('No sample can be made of it.', { status: 422 });
  return downloadBytes(made.sample, `sample-${Number(id)}.${made.isMail ? 'eml' : 'bin'}`);
}
