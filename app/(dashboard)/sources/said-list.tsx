import { Button } from '#app/_ui/button';
import { Instant } from '#app/_ui/instant';
import { SOURCE_LABEL_WORDS } from '#lib/format/source-label';
import type { LabelInForce } from '#lib/queries/source-labels';
import { undoLabelAction } from './actions.ts';

type Said = LabelInForce & { domain: string };
type SaidListProps = { said: readonly Said[]; mayUndo: boolean };

/** What people here have said of it: what, who, when, and how to take it back. */
export function SaidList({ said, mayUndo }: SaidListProps) {
  const batches = [...Map.groupBy(said, ({ batch }) => batch).values()];
  if (batches.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {batches.map(([one, ...more]) =>
        one ? (
          <li key={one.batch} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="font-medium">{SOURCE_LABEL_WORDS[one.label]}</span>
            <span className="text-note text-ink-2">
              said by {one.actor}, <Instant at={one.at} />
              {one.service ? `, of all of ${one.service}` : ''}, for {domainsOf([one, ...more])}
            </span>
            {one.owner ? <span className="text-note">Responsible: {one.owner}</span> : null}
            {one.note ? (
              <span className="text-note [overflow-wrap:anywhere]">“{one.note}”</span>
            ) : null}
            {mayUndo ? (
              <form action={undoLabelAction} className="print:hidden">
                <input type="hidden" name="batch" value={one.batch} />
                <Button type="submit" small>
                  Take back
                </Button>
              </form>
            ) : null}
          </li>
        ) : null,
      )}
    </ul>
  );
}

function domainsOf(said: readonly Said[]) {
  const names = [...new Set(said.map(({ domain }) => domain))];
  return names.length > 2 ? `${names.length} domains` : names.join(' and ');
}
