import Form from 'next/form';
import { useTranslations } from 'next-intl';
import type { Filter } from '#lib/filter/filter';
import { Button } from './button.tsx';
import { pageForm } from './page-href.tsx';

type DateFieldsProps = { path: string; filter: Filter; from: string; to: string };

/** Two UTC days, both counted, chosen by hand. */
export function DateFields({ path, filter, from, to }: DateFieldsProps) {
  const t = useTranslations('ui.dates');
  const period = { kind: 'relative', range: '90d' } as const;
  const { action, kept } = pageForm(path, filter, { period });
  return (
    <Form action={action} scroll={false} className="mt-1.5 border-t border-line-2 p-2.5">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="mb-1.5 text-small text-ink-3">{t('lead')}</p>
      <div className="flex items-center gap-1.5">
        <input
          type="date"
          name="from"
          defaultValue={from}
          required
          aria-label={t('first')}
          className={DATE}
        />
        <span aria-hidden="true">–</span>
        <input
          type="date"
          name="to"
          defaultValue={to}
          required
          aria-label={t('last')}
          className={DATE}
        />
        <Button type="submit" small>
          {t('show')}
        </Button>
      </div>
    </Form>
  );
}

const DATE = 'min-h-7 rounded-sm border border-line bg-surface px-2 py-0.5';
