'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Glyph } from '#app/_ui/glyph';
import type { Reread as Outcome } from '#lib/ingest/reparse';
import { applyRereadAction, rereadAction } from './actions.ts';

/** Reads the stored file again: first what would change, then, on a second click, the change. */
export function Reread({ uid }: { uid: string }) {
  const t = useTranslations('reread');
  const [found, look, looking] = useActionState(rereadAction, null);
  const [applied, apply, applying] = useActionState(applyRereadAction, null);
  return (
    <div className="px-[18px] pt-3 pb-[18px]">
      <form action={look}>
        <input type="hidden" name="uid" value={uid} />
        <Button type="submit" disabled={looking || applying}>
          {t('button')}
        </Button>
      </form>
      <div aria-live="polite">{applied ? null : found && <Found outcome={found} />}</div>
      {found?.outcome === 'changed' && !applied ? (
        <form action={apply} className="mt-3">
          <input type="hidden" name="uid" value={uid} />
          <Button type="submit" kind="primary" disabled={applying}>
            {t('apply')}
          </Button>
        </form>
      ) : null}
      <div aria-live="polite">
        {applied ? (
          <Line good={applied.outcome !== 'refused'}>{applied.problem ?? t('applied')}</Line>
        ) : null}
      </div>
    </div>
  );
}

function Found({ outcome: { outcome, problem, changes } }: { outcome: Outcome }) {
  const t = useTranslations('reread');
  const fieldName = (field: string) => {
    const known = FIELDS.find((one) => one === field);
    return known ? t(`field.${known}`) : field;
  };
  if (outcome === 'same') return <Line good>{t('same')}</Line>;
  if (outcome === 'refused') {
    return <Line good={false}>{t('refused', { problem: problem ?? '' })}</Line>;
  }
  return (
    <table className="mt-3 w-full max-w-[760px] border-collapse">
      <caption className="pb-1 text-left text-ink-2">{t('caption')}</caption>
      <thead className="text-left text-small text-ink-3">
        <tr>
          <th scope="col" className="py-1 pr-4 font-medium">
            {t('what')}
          </th>
          <th scope="col" className="py-1 pr-4 font-medium">
            {t('stored')}
          </th>
          <th scope="col" className="py-1 font-medium">
            {t('today')}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field} className="border-t border-line-2 align-top">
            <th scope="row" className="py-1.5 pr-4 text-left font-[550] whitespace-nowrap">
              {fieldName(change.field)}
            </th>
            <td className="py-1.5 pr-4 text-ink-2 [overflow-wrap:anywhere]">
              <Value lines={linesOf(change.before, change.after)} />
            </td>
            <td className="py-1.5 [overflow-wrap:anywhere]">
              <Value lines={linesOf(change.after, change.before)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const FIELDS = [
  ...(['contentHash', 'policyP', 'policySp', 'policyNp', 'recordCount'] as const),
  ...(['messageCount', 'passCount', 'deviations', 'counts'] as const),
];

/** Of a list only what the other side does not have. */
function linesOf(text: string, other: string) {
  const known = new Set(other.split('; '));
  const lines = text.split('; ').filter((line) => line !== '' && !known.has(line));
  return lines.map((line) => (/^[0-9a-f]{64}$/.test(line) ? `${line.slice(0, 12)}…` : line));
}

function Value({ lines }: { lines: readonly string[] }) {
  const t = useTranslations('reread');
  if (lines.length === 0) return <span className="text-ink-3">{t('nothing')}</span>;
  return lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ));
}

function Line({ good, children }: { good: boolean; children: React.ReactNode }) {
  return (
    <p className="mt-3">
      <Glyph name={good ? 'check' : 'x'} className={good ? 'text-good' : 'text-bad'} /> {children}
    </p>
  );
}
