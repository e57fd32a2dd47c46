import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { UploadDrop } from './upload-drop.client.tsx';

/** Where a person hands reports over; who only looks on is not offered it. */
export function UploadPanel({ viewer }: { viewer: Viewer }) {
  if (viewer.role === 'viewer' || viewer.role === 'auditor') return null;
  return (
    <Panel title="Upload" note="a report that is known already is not counted twice">
      <UploadDrop />
    </Panel>
  );
}
