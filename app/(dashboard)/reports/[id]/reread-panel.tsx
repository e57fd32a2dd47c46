import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import type { ReportDetail } from '#lib/queries/report-detail';
import { Reread } from './reread.client.tsx';

/** A report was read by the reader of its day; a later one may understand more of it. */
export function RereadPanel({ viewer, report }: { viewer: Viewer; report: ReportDetail }) {
  if (viewer.role === 'viewer' || viewer.role === 'auditor') return null;
  return (
    <Panel
      title="Read again"
      summary={
        <>
          It was read <Instant at={report.storedAt} />. Today’s reader may make more of its file;
          nothing changes before you say so.
        </>
      }
    >
      <Reread uid={report.uid} />
    </Panel>
  );
}
