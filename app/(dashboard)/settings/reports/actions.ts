'use server';

import { refresh } from 'next/cache';
import { after } from 'next/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { VERDICTS } from '#lib/filter/vocabulary';
import { recountInBackground } from '#lib/ingest/recount-in-background';
import { setCountedVerdicts } from '#lib/store/counted-verdicts';

const wanted = z.array(z.enum(VERDICTS));

/** Decides which reports count, and begins to recount what is stored without waiting for it. */
export async function saveCountedAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  await setCountedVerdicts(viewer, wanted.parse(form.getAll('counted')));
  after(recountInBackground);
  refresh();
  return { good: true, text: 'Saved. The numbers follow.' };
}

/** Goes on with a recount that broke off. */
export async function goOnAction(): Promise<ActionResult> {
  requireOperator(await requireViewer());
  after(recountInBackground);
  refresh();
  return { good: true, text: 'It goes on.' };
}
