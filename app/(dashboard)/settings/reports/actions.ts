'use server';

import { refresh } from 'next/cache';
import { after } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { VERDICTS } from '#lib/filter/vocabulary';
import { recountInBackground } from '#lib/ingest/recount-in-background';
import { recordAudit } from '#lib/store/audit';
import { setCountedVerdicts } from '#lib/store/counted-verdicts';

const wanted = z.array(z.enum(VERDICTS));

/** Decides which reports count, and begins to recount what is stored without waiting for it. */
export async function saveCountedAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  await setCountedVerdicts(viewer, wanted.parse(form.getAll('counted')));
  after(recountInBackground);
  refresh();
  const t = await getTranslations('settings.counted');
  return { good: true, text: t('saved') };
}

/** Goes on with a recount that broke off. */
export async function goOnAction(): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  await recordAudit(viewer, 'recount.resume', 'reports');
  after(recountInBackground);
  refresh();
  const t = await getTranslations('settings.counted');
  return { good: true, text: t('goesOn') };
}
