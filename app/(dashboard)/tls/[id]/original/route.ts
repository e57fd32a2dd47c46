import { downloadBytes } from '#lib/auth/download';
import { requireViewer } from '#lib/auth/require-viewer';
import { tlsReportOriginal } from '#lib/queries/tls-report-detail';

type Params = { params: Promise<{ id: string }> };

/** The JSON as its reporter sent it. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const viewer = await requireViewer();
  const { id } = await params;
  const bytes = await tlsReportOriginal(viewer, id);
  if (!bytes)
    return new Response('There is no such report, or not all of it is yours to see.', {
      status: 404,
    });
  return downloadBytes(bytes, `tls_report_${id.toLowerCase()}.json`);
}
