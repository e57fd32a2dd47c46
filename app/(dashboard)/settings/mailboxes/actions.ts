'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { whyNot } from '#app/_ui/told';
import { nextPath } from '#lib/auth/next-path';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { tryMailbox } from '#lib/jobs/try-mailbox';
import { addMailbox, removeMailbox, updateMailbox } from '#lib/store/mailbox';
import { type NewMailbox, newMailbox } from '#lib/store/mailbox-schema';
import { mailboxFields } from './form-fields.ts';
import { type ToldStep, tellSteps } from './tell-steps.ts';

/** What the form says after it was sent: what is wrong with which field, or how the test went. */
export type MailboxFormState = {
  errors: Partial<Record<keyof NewMailbox, string>>;
  error: string | null;
  steps: ToldStep[] | null;
};

const NOTHING: MailboxFormState = { errors: {}, error: null, steps: null };

/** Tries a mailbox, or saves it, by the button that was pressed. */
export async function mailboxAction(
  _: MailboxFormState | null,
  form: FormData,
): Promise<MailboxFormState> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const state = await heed(viewer, form);
  if (state) return state;
  redirect(nextPath(form.get('next')));
}

/** Takes a mailbox away; its reports stay. */
export async function removeMailboxAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  try {
    await removeMailbox(viewer, z.string().parse(form.get('name')));
  } catch (error) {
    return { good: false, text: await whyNot(error) };
  }
  redirect('/settings');
}

/** What there is to say; null once it is saved. */
async function heed(viewer: Viewer, form: FormData): Promise<MailboxFormState | null> {
  try {
    const parsed = newMailbox.safeParse(await mailboxFields(form));
    if (!parsed.success) return { ...NOTHING, errors: await faultsOf(parsed.error) };
    if (form.get('intent') === 'test') {
      return { ...NOTHING, steps: await tellSteps(await tryMailbox(parsed.data)) };
    }
    const isKnown = form.get('known') === 'true';
    await (isKnown ? updateMailbox(viewer, parsed.data) : addMailbox(viewer, parsed.data));
    return null;
  } catch (error) {
    return { ...NOTHING, error: await whyNot(error) };
  }
}

async function faultsOf(error: z.ZodError<NewMailbox>): Promise<MailboxFormState['errors']> {
  const t = await getTranslations('mailbox.wrong');
  const fields = error.issues.flatMap(
    ({ path: [field] }) => FIELDS.find((one) => one === field) ?? [],
  );
  return Object.fromEntries(fields.map((field) => [field, t(field)]));
}

const FIELDS = newMailbox.keyof().options;
