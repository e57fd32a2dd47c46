import { downloadBytes } from '#lib/auth/download';
import { requireViewer } from '#lib/auth/require-viewer';
import { makeSample } from '#lib/ingest/sample-thread';
import { tlsReportOriginal } from '#lib/queries/tls-report-detail';

type Params = { params: Promise<{ id: string }> };

/** The JSON with nobody in it, to be shared with whoever mends a reader. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const viewer = await requireViewer();
  const { id } = await params;
  const bytes = await tlsReportOriginal(viewer, id);
  if (!bytes)
    return new Response('There is no such report, or not all of it is yours to see.', {
      status: 404,
    });
  const made = await makeSample(bytes);
  if (!made) return new Response('No sample can be made of it.', { status: 422 });
  return downloadBytes(made.sample, `sample_${id.toLowerCase()}.json`);
}
