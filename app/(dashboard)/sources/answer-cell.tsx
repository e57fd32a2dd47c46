import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import type { Filter } from '#lib/filter/filter';
import type { SourceGroup } from '#lib/queries/source-groups';
import { LabelMenu } from './label-menu.client.tsx';
import { type SourcesView, viewHref } from './sources-view.tsx';
import { subjectOf } from './subject.tsx';

type AnswerCellProps = { row: SourceGroup; filter: Filter; view: SourcesView };

/** The question of a row; of those with nothing in common it is asked one by one. */
export function AnswerCell({ row, filter, view }: AnswerCellProps) {
  const t = useTranslations('source.group');
  const subject = subjectOf(row);
  if (subject === null) {
    if (row.name !== null || view.by !== 'service') return null;
    return (
      <ButtonLink href={viewHref(filter, view, { by: 'ip', of: 'service:' })} small>
        {t('eachAddress')}
      </ButtonLink>
    );
  }
  return (
    <LabelMenu
      name={row.name ?? ''}
      subject={subject}
      domains={row.domains}
      label={row.said?.label ?? null}
      note={row.said?.note ?? null}
      owner={row.said?.owner ?? null}
    />
  );
}
