import { Button } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';
import type { Viewer } from '#lib/filter/viewer';
import { SOURCE_LABEL_WORDS } from '#lib/format/source-label';
import { lastLabel } from '#lib/queries/source-labels';
import { undoLabelAction } from './actions.ts';

/** What the viewer has just said of a source, and the way to take it back. */
export async function UndoNotice({ viewer, now }: { viewer: Viewer; now: Date }) {
  const said = await lastLabel(viewer, now);
  if (!said) return null;
  const { batch, subject, subjects, label, domains } = said;
  return (
    <Notice>
      <form action={undoLabelAction} className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <input type="hidden" name="batch" value={batch} />
        <span role="status">
          You said of <b>{subject}</b>
          {subjects > 1 ? ` and ${subjects - 1} more` : ''}: {SOURCE_LABEL_WORDS[label]}
          {domains > 1 ? `, for ${domains} domains` : ''}.
        </span>
        <Button type="submit" small>
          Undo
        </Button>
      </form>
    </Notice>
  );
}
