import { getTranslations } from 'next-intl/server';
import { Button } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';
import type { Viewer } from '#lib/filter/viewer';
import { lastLabel } from '#lib/queries/source-labels';
import { undoLabelAction } from './actions.ts';

/** What the viewer has just said of a source, and the way to take it back. */
export async function UndoNotice({ viewer, now }: { viewer: Viewer; now: Date }) {
  const t = await getTranslations('source.undo');
  const word = await getTranslations('answer.said');
  const said = await lastLabel(viewer, now);
  if (!said) return null;
  const { batch, subject, subjects, label, domains } = said;
  return (
    <Notice>
      <form action={undoLabelAction} className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <input type="hidden" name="batch" value={batch} />
        <span role="status">
          {t.rich(subjects > 1 ? 'more' : 'text', {
            ...{ subject, more: subjects - 1 },
            label: word(label),
            b: (text) => <b>{text}</b>,
          })}
          {domains > 1 ? ` ${t('domains', { count: domains })}` : null}
        </span>
        <Button type="submit" small>
          {t('undo')}
        </Button>
      </form>
    </Notice>
  );
}
