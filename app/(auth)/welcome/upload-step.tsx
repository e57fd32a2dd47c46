import { ButtonLink } from '#app/_ui/button';
import { UploadPanel } from '#app/(dashboard)/ingest/upload-panel';
import type { Viewer } from '#lib/filter/viewer';
import { StepTitle } from './step-title.tsx';

/** Files dropped here are read at once; each says what became of it. */
export function UploadStep({ viewer }: { viewer: Viewer }) {
  return (
    <>
      <StepTitle title="Upload reports">
        As many as you like. A report that comes twice is counted once.
      </StepTitle>
      <UploadPanel viewer={viewer} />
      <div className="mt-4 flex gap-2">
        <ButtonLink href="/" kind="primary">
          Go to the overview
        </ButtonLink>
        <ButtonLink href="/welcome">Back</ButtonLink>
      </div>
    </>
  );
}
