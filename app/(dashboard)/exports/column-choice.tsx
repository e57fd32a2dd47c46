import { useTranslations } from 'next-intl';
import { useFormats } from '#app/_ui/use-formats';
import { DATASETS } from '#lib/queries/datasets';
import type { ExportAsk } from './asked.ts';
import { ColumnMeaning } from './column-meaning.tsx';

/** Which columns; without any choice the file has all of them. */
export function ColumnChoice({ ask: { dataset, columns } }: { ask: ExportAsk }) {
  const t = useTranslations('exports');
  const f = useFormats();
  const all = DATASETS[dataset].columns;
  const chosen = columns.length === 0 ? all.length : columns.length;
  return (
    <details className="mt-4" key={`${dataset} ${columns}`} open={columns.length > 0}>
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-note font-medium">
        {t('columnsOf', { chosen: f.count(chosen), all: f.count(all.length) })}
      </summary>
      <fieldset className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
        <legend className="sr-only">{t('columns')}</legend>
        {all.map(({ name }) => (
          <label key={name} className="flex min-h-6 items-baseline gap-2">
            <input
              type="checkbox"
              name="cols"
              value={name}
              defaultChecked={columns.length === 0 || columns.includes(name)}
            />
            <span className="min-w-0">
              <span translate="no" className="[overflow-wrap:anywhere]">
                {name}
              </span>{' '}
              <span className="block text-small text-ink-3">
                <ColumnMeaning dataset={dataset} name={name} />
              </span>
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
