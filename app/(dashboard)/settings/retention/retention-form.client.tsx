'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { ActionButton } from '#app/_ui/action-button.client';
import { Button } from '#app/_ui/button';
import { Empty } from '#app/_ui/empty';
import { Panel } from '#app/_ui/panel';
import type { RetentionPlan } from '#lib/jobs/retention';
import type { DomainName } from '#lib/queries/domain-names';
import { retentionAction, runRetentionAction } from './actions.ts';
import { AmountField } from './amount-field.client.tsx';
import { DomainDays } from './domain-days.client.tsx';
import { isNothingDue, PlanTable } from './plan-table.client.tsx';

type Settings = RetentionPlan['settings'];

const MEGABYTE = 1_000_000;

/** How long what is kept; other days are saved only once it was seen what they would take away. */
export function RetentionForm({
  saved,
  domains,
}: {
  saved: RetentionPlan;
  domains: readonly DomainName[];
}) {
  const t = useTranslations('settings.retention');
  const [settings, setSettings] = useState(saved.settings);
  const [state, action, pending] = useActionState(retentionAction, null);
  const change = (some: Partial<Settings>) => setSettings({ ...settings, ...some });
  const asked = JSON.stringify(settings);
  const changed = asked !== JSON.stringify(saved.settings);
  const previewed =
    state?.plan && JSON.stringify(state.plan.settings) === asked ? state.plan : null;
  const { quarantineBytes } = settings;
  return (
    <>
      <Panel title={t('howLong')} note={t('emptyKeeps')}>
        <form action={action}>
          <input type="hidden" name="settings" value={asked} />
          <input type="hidden" name="intent" value={previewed ? 'save' : 'preview'} />
          <div className="mt-3 border-t border-line-2">
            <AmountField
              label={t('part.records')}
              help={t('help.records')}
              value={settings.recordDays}
              onChange={(recordDays) => change({ recordDays })}
            />
            <DomainDays
              days={settings.domainDays}
              domains={domains}
              onChange={(domainDays) => change({ domainDays })}
            />
            <AmountField
              label={t('part.originals')}
              help={t('help.originals')}
              value={settings.originalDays}
              onChange={(originalDays) => change({ originalDays })}
            />
            <AmountField
              label={t('part.quarantine')}
              help={t('help.quarantine')}
              value={settings.quarantineDays}
              onChange={(quarantineDays) => change({ quarantineDays })}
            />
            <AmountField
              label={t('quarantineSize')}
              help={t('help.quarantineSize')}
              unit="MB"
              value={quarantineBytes === null ? null : Math.round(quarantineBytes / MEGABYTE)}
              onChange={(size) =>
                change({ quarantineBytes: size === null ? null : size * MEGABYTE })
              }
            />
            <AmountField
              label={t('part.failures')}
              help={t('help.failures')}
              value={settings.failureDays}
              onChange={(failureDays) => change({ failureDays })}
            />
          </div>
          <div className="flex flex-wrap items-center gap-3 px-[18px] py-4">
            <Button type="submit" kind="primary" disabled={pending || !changed}>
              {t(previewed ? 'save' : 'preview')}
            </Button>
            {changed ? (
              <Button kind="ghost" onClick={() => setSettings(saved.settings)}>
                {t('discard')}
              </Button>
            ) : null}
            <span aria-live="polite" className="text-note text-ink-2">
              {state?.error && changed ? <span className="text-bad">{state.error}</span> : null}
              {previewed ? t('notSaved') : null}
            </span>
          </div>
        </form>
      </Panel>
      <DuePanel plan={previewed ?? saved} isSaved={!previewed} />
    </>
  );
}

function DuePanel({ plan, isSaved }: { plan: RetentionPlan; isSaved: boolean }) {
  const t = useTranslations('settings.retention');
  const nothing = isNothingDue(plan);
  return (
    <Panel
      title={t(isSaved ? 'due' : 'wouldGo')}
      note={t(isSaved ? 'dueNote' : 'wouldGoNote')}
      action={
        isSaved && !nothing ? (
          <ActionButton action={runRetentionAction} confirm={t('confirm')} small>
            {t('takeAway')}
          </ActionButton>
        ) : null
      }
    >
      {nothing ? <Empty kind="good" title={t('nothing')} /> : <PlanTable plan={plan} />}
    </Panel>
  );
}
