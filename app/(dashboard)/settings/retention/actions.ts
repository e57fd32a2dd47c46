'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import type { ActionResult } from '#app/_ui/action-button.client';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { planRetention, type RetentionPlan } from '#lib/jobs/retention';
import { askForJob } from '#lib/jobs/run-jobs';
import { retentionSettings, setRetention } from '#lib/store/retention-settings';

/** What would go under settings that are not saved yet, or why they cannot be. */
export type RetentionFormState = { plan: RetentionPlan | null; error: string | null };

/** Counts what would go, or saves the settings, by the button that was pressed. */
export async function retentionAction(
  _: RetentionFormState | null,
  form: FormData,
): Promise<RetentionFormState> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('settings.retention');
  const parsed = retentionSettings.safeParse(JSON.parse(String(form.get('settings'))));
  if (!parsed.success) {
    return { plan: null, error: t('wrongDays') };
  }
  if (form.get('intent') === 'preview') {
    return { plan: await planRetention(new Date(), parsed.data), error: null };
  }
  await setRetention(viewer, parsed.data);
  refresh();
  return { plan: null, error: null };
}

/** Has the worker take away at once what is due. */
export async function runRetentionAction(): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('settings.retention');
  await askForJob('retention', [viewer, 'retention.ask', 'retention']);
  refresh();
  return { good: true, text: t('taken') };
}
