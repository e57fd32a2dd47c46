import { downloadBytes } from '#lib/auth/download';
import { requireViewer } from '#lib/auth/require-viewer';
import { makeSample } from '#lib/ingest/sample-thread';
import { reportOriginal } from '#lib/queries/report-original';

type Params = { params: Promise<{ id: string }> };

/** The report file with nobody in it, to be shared with whoever mends a reader. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const viewer = await requireViewer();
  const { id } = await params;
  const original = await reportOriginal(viewer, id);
  if (!original) return new Response('This file was not kept.', { status: 404 });
  const made = await makeSample(original.bytes);
  if (!made) return new Response('No sample can be made of it.', { status: 422 });
  return downloadBytes(made.sample, `sample_${id.toLowerCase()}.xml`);
}
