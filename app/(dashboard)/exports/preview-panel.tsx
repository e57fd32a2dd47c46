import { getTranslations } from 'next-intl/server';
import { buttonClass } from '#app/_ui/button';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { Panel } from '#app/_ui/panel';
import { datasetPreview } from '#lib/queries/dataset-preview';
import { exportName } from '#lib/queries/datasets';
import { EXTENSIONS, type ExportAsk, fileHref } from './asked.ts';
import { MonthFiles } from './month-files.tsx';

/** The first rows of the file, how many there are, and the file. */
export async function PreviewPanel(ask: ExportAsk) {
  const [t, f] = await Promise.all([getTranslations('exports.preview'), formats()]);
  const { viewer, filter, now, dataset, columns } = ask;
  const { rows, count, exact, months, ...preview } = await datasetPreview(viewer, filter, dataset, {
    columns,
    now,
  });
  const words = t(exact ? 'rows' : 'moreThan', { n: count, count: f.count(count) });
  const name = exportName(dataset, filter, EXTENSIONS[ask.form], now);
  return (
    // Not on paper: no sheet is as wide as a file.
    <Panel
      className="print:hidden"
      title={t('title')}
      note={rows.length < count ? t('first', { first: f.count(rows.length), rows: words }) : words}
      action={
        rows.length === 0 ? null : (
          <a href={fileHref(ask)} download className={buttonClass('primary')}>
            <Glyph name="download" /> {t('download')}
          </a>
        )
      }
      summary={<span className="[overflow-wrap:anywhere]">{name}</span>}
    >
      {months.length > 0 ? <MonthFiles ask={ask} months={months} words={words} /> : null}
      {rows.length === 0 ? (
        <Empty kind="range" title={t('none')}>
          {t('noneHint')}
        </Empty>
      ) : (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
          tabIndex={0}
          aria-label={t('firstRows')}
          className="mt-2 max-h-[26rem] overflow-auto border-t border-line-2"
        >
          <table translate="no" className="border-collapse text-small whitespace-nowrap">
            <caption className="sr-only">{t('caption')}</caption>
            <thead className="sticky top-0 bg-surface">
              <tr>
                {preview.columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className={`${CELL} text-left font-medium text-ink-2`}
                  >
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((cells, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line of a file is known by its place.
                <tr key={at} className="border-t border-line-2">
                  {cells.map((cell, column) => (
                    <td key={preview.columns[column]} className={`${CELL} max-w-72 truncate`}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}

const CELL = 'px-[11px] py-1.5 first:pl-[18px] last:pr-[18px]';
