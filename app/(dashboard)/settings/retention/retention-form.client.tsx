'use client';

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
      <Panel title="How long" note="an empty field keeps it for ever">
        <form action={action}>
          <input type="hidden" name="settings" value={asked} />
          <input type="hidden" name="intent" value={previewed ? 'save' : 'preview'} />
          <div className="mt-3 border-t border-line-2">
            <AmountField
              label="Records"
              help="Who sent from where, and with what result. They go by whole months; charts stay, lists of sources end."
              value={settings.recordDays}
              onChange={(recordDays) => change({ recordDays })}
            />
            <DomainDays
              days={settings.domainDays}
              domains={domains}
              onChange={(domainDays) => change({ domainDays })}
            />
            <AmountField
              label="Report files"
              help="The XML and JSON as it came, since it was stored. Without it a report cannot be read again or downloaded."
              value={settings.originalDays}
              onChange={(originalDays) => change({ originalDays })}
            />
            <AmountField
              label="Mails in quarantine"
              help="What could not be read. Their entry stays; their bytes go, and with them the retry."
              value={settings.quarantineDays}
              onChange={(quarantineDays) => change({ quarantineDays })}
            />
            <AmountField
              label="All of quarantine"
              help="Beyond this size the oldest go first."
              unit="MB"
              value={quarantineBytes === null ? null : Math.round(quarantineBytes / MEGABYTE)}
              onChange={(size) =>
                change({ quarantineBytes: size === null ? null : size * MEGABYTE })
              }
            />
            <AmountField
              label="Addresses in failure reports"
              help="Sender, recipients, subject and text of mails that failed. Domain, result and count stay."
              value={settings.failureDays}
              onChange={(failureDays) => change({ failureDays })}
            />
          </div>
          <div className="flex flex-wrap items-center gap-3 px-[18px] py-4">
            <Button type="submit" kind="primary" disabled={pending || !changed}>
              {previewed ? 'Save' : 'See what would go'}
            </Button>
            {changed ? (
              <Button kind="ghost" onClick={() => setSettings(saved.settings)}>
                Discard
              </Button>
            ) : null}
            <span aria-live="polite" className="text-note text-ink-2">
              {state?.error && changed ? <span className="text-bad">{state.error}</span> : null}
              {previewed ? 'Not saved yet: below is what would go with the next night.' : null}
            </span>
          </div>
        </form>
      </Panel>
      <DuePanel plan={previewed ?? saved} isSaved={!previewed} />
    </>
  );
}

function DuePanel({ plan, isSaved }: { plan: RetentionPlan; isSaved: boolean }) {
  const nothing = isNothingDue(plan);
  return (
    <Panel
      title={isSaved ? 'Due now' : 'What would go'}
      note={isSaved ? 'goes with the next night' : 'under the days above, which are not saved'}
      action={
        isSaved && !nothing ? (
          <ActionButton
            action={runRetentionAction}
            confirm="Take it away now? It cannot be brought back."
            small
          >
            Take it away now
          </ActionButton>
        ) : null
      }
    >
      {nothing ? (
        <Empty kind="good" title="Nothing has been kept longer than that" />
      ) : (
        <PlanTable plan={plan} />
      )}
    </Panel>
  );
}
