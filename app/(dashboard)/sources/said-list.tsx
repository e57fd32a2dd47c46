import { useTranslations } from 'next-intl';
import { Button } from '#app/_ui/button';
import { Instant } from '#app/_ui/instant';
import type { LabelInForce } from '#lib/queries/source-labels';
import type { Words } from '#lib/words/translate';
import { undoLabelAction } from './actions.ts';

type Said = LabelInForce & { domain: string };
type SaidListProps = { said: readonly Said[]; mayUndo: boolean };

/** What people here have said of it: what, who, when, and how to take it back. */
export function SaidList({ said, mayUndo }: SaidListProps) {
  const t = useTranslations('source.said');
  const label = useTranslations('answer.said');
  const batches = [...Map.groupBy(said, ({ batch }) => batch).values()];
  if (batches.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {batches.map(([one, ...more]) =>
        one ? (
          <li key={one.batch} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="font-medium">{label(one.label)}</span>
            <span className="text-note text-ink-2">
              {t.rich(one.service ? 'byService' : 'by', {
                actor: one.actor,
                service: one.service ?? '',
                domains: domainsOf([one, ...more], t),
                at: () => <Instant at={one.at} />,
              })}
            </span>
            {one.owner ? (
              <span className="text-note">{t('owner', { owner: one.owner })}</span>
            ) : null}
            {one.note ? (
              <span className="text-note [overflow-wrap:anywhere]">
                {t('note', { note: one.note })}
              </span>
            ) : null}
            {mayUndo ? (
              <form action={undoLabelAction} className="print:hidden">
                <input type="hidden" name="batch" value={one.batch} />
                <Button type="submit" small>
                  {t('back')}
                </Button>
              </form>
            ) : null}
          </li>
        ) : null,
      )}
    </ul>
  );
}

function domainsOf(said: readonly Said[], t: Words<'source.said'>) {
  const names = [...new Set(said.map(({ domain }) => domain))];
  const [one = '', other] = names;
  if (names.length > 2) return t('domains', { count: names.length });
  return other === undefined ? one : t('two', { one, other });
}
