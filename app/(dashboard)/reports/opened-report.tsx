import { Suspense } from 'react';
import type { Viewer } from '#lib/filter/viewer';
import { unreadAmong } from '#lib/queries/unread-reports';
import { MarkRead } from './mark-read.client.tsx';

type OpenedReportProps = { viewer: Viewer; uid: string };

/** A report that stands open is no longer new to whoever looks at it. */
export function OpenedReport(props: OpenedReportProps) {
  return (
    <Suspense>
      <Opened {...props} />
    </Suspense>
  );
}

async function Opened({ viewer, uid }: OpenedReportProps) {
  const unread = await unreadAmong(viewer, [uid]);
  return unread.has(uid) ? <MarkRead uid={uid} /> : null;
}
