'use client';

import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button, buttonClass } from './button.tsx';
import { columnCookie } from './chosen-columns.tsx';
import { Glyph } from './glyph.tsx';

/** A column by its name in the URL and its head; a fixed one cannot be taken away. */
export type ColumnTick = { name: string; head: string; shown: boolean; fixed: boolean };

export type ColumnMenuProps = {
  /** The name of the table, by which the choice is kept. */
  table: string;
  columns: readonly ColumnTick[];
  /** Where the form goes, and what of the page's address stays. */
  action: string;
  kept: readonly (readonly [name: string, value: string])[];
  /** The page with the usual columns; null where it shows them. */
  usualHref: string | null;
};

const ID = 'columns';

/**
 * Which columns a table shows: a form in the browser's own popover, so that it opens and sends
 * without any script. Fields are ticked anew with each answer, hence the keys.
 */
export function ColumnMenu({ table, columns, action, kept, usualHref }: ColumnMenuProps) {
  const t = useTranslations('chrome.columns');
  const shown = columns.filter((column) => column.shown).length;
  return (
    <div className="flex justify-end px-[18px] pt-2 print:hidden">
      <button type="button" popoverTarget={ID} className={buttonClass('ghost', true)}>
        {t('label', { shown, all: columns.length })}
        <Glyph name="chevron-down" className="text-[12px] text-ink-3" />
      </button>
      <div
        id={ID}
        popover="auto"
        role="dialog"
        aria-label={t('title')}
        className="beside-opener max-h-[80vh] w-60 max-w-[calc(100vw-24px)] overflow-y-auto rounded-lg border border-line bg-surface p-2 text-note text-ink shadow-raised"
      >
        <Form
          action={action}
          scroll={false}
          onSubmit={({ currentTarget }) => {
            keep(table, new FormData(currentTarget).getAll('cols').join(','));
            hide();
          }}
        >
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {columns.map((column) => (
            <Tick key={`${column.name} ${column.shown}`} {...column} />
          ))}
          <div className="mt-1.5 flex items-center gap-2 border-t border-line-2 px-2 pt-2">
            <Button type="submit" kind="primary" small>
              {t('show')}
            </Button>
            {usualHref === null ? null : (
              <Link
                prefetch={false}
                href={usualHref}
                scroll={false}
                onClick={() => {
                  keep(table, '');
                  hide();
                }}
                className={buttonClass('ghost', true)}
              >
                {t('usual')}
              </Link>
            )}
          </div>
        </Form>
      </div>
    </div>
  );
}

function Tick({ name, head, shown, fixed }: ColumnTick) {
  return (
    <label
      className={`flex min-h-7 items-center gap-2.5 rounded-sm px-2 ${fixed ? 'text-ink-3' : 'cursor-pointer hover:bg-hover'}`}
    >
      {/* What is fixed is sent all the same: a choice of nothing else is a choice. */}
      {fixed ? <input type="hidden" name="cols" value={name} /> : null}
      <input type="checkbox" name="cols" value={name} defaultChecked={shown} disabled={fixed} />
      {head}
    </label>
  );
}

/** Closes the popover by its own means, which give the focus back to its button. */
function hide() {
  document.getElementById(ID)?.hidePopover();
}

/** Kept for the next visit, for a year; what is empty is forgotten. */
function keep(table: string, columns: string) {
  const age = columns === '' ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without HTTPS.
  document.cookie = `${columnCookie(table)}=${columns}; path=/; max-age=${age}; samesite=lax`;
}
