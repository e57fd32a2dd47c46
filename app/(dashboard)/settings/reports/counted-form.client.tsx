'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { Button } from '#app/_ui/button';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { useFormats } from '#app/_ui/use-formats';
import type { Formats } from '#lib/format/formats';
import type { VerdictSetting } from '#lib/queries/verdict-settings';
import type { Words } from '#lib/words/translate';
import { saveCountedAction } from './actions.ts';

/** Which reports count, verdict by verdict. What is surer than one that counts does, too. */
export function CountedForm({ settings }: { settings: readonly VerdictSetting[] }) {
  const t = useTranslations('settings');
  const label = useTranslations('label.verdict');
  const f = useFormats();
  const [result, action, pending] = useActionState(saveCountedAction, null);
  const [counted, setCounted] = useState(
    settings.flatMap((one) => (one.counts ? one.verdict : [])),
  );
  const toggle = ({ verdict, surer }: VerdictSetting, counts: boolean) => {
    const implied = counts ? [...surer, verdict] : [];
    const kept = counted.filter((one) => {
      if (one === verdict) return counts;
      return counts || !settings.find((row) => row.verdict === one)?.surer.includes(verdict);
    });
    setCounted([...new Set([...kept, ...implied])]);
  };
  return (
    <form action={action}>
      <ul className="mt-3 border-t border-line-2">
        {settings.map((setting) => (
          <li key={setting.verdict} className="border-b border-line-2">
            <label className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] gap-x-3 px-[18px] py-3 hover:bg-hover/60 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
              <input
                type="checkbox"
                name="counted"
                value={setting.verdict}
                checked={counted.includes(setting.verdict)}
                onChange={(event) => toggle(setting, event.target.checked)}
                disabled={setting.verdict === 'verified'}
                className="mt-[3px] size-4 accent-(--ink)"
              />
              <span>
                <span className="font-[550]">
                  <SenderVerdict verdict={setting.verdict} />
                </span>
                <span className="block max-w-[70ch] text-note text-ink-2">
                  {setting.verdict === 'verified'
                    ? t('counted.explainAlways', { explain: label('verified.explain') })
                    : label(`${setting.verdict}.explain`)}
                </span>
              </span>
              <span className="text-note text-ink-3 max-sm:col-start-2 sm:text-right">
                {stored(setting, t, f)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3 px-[18px] py-4">
        <Button type="submit" kind="primary" disabled={pending}>
          {t('counted.save')}
        </Button>
        <span aria-live="polite" className="text-note text-ink-2">
          {result?.text}
        </span>
      </div>
    </form>
  );
}

function stored({ reports, messages }: VerdictSetting, t: Words<'settings'>, f: Formats) {
  if (reports === 0) return t('counted.noReport');
  const values = { n: reports, reports: f.count(reports), messages: f.compact(messages) };
  return t('counted.stored', values);
}
