'use server';

import type { ActionResult } from '#app/_ui/action-button.client';
import { told } from '#app/_ui/told';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { requireSecondStep } from '#lib/store/second-step-rule';

/** Demands a second step of everybody, or no longer. Owners decide. */
export async function requireSecondStepAction(
  _: ActionResult,
  form: FormData,
): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  return await told(async () => {
    await requireSecondStep(viewer, form.get('required') === 'yes');
    return null;
  });
}
