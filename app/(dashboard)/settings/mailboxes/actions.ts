'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { faultWords } from '#app/_ui/fault-words';
import { nextPath } from '#lib/auth/next-path';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { isAppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { savedSecrets } from '#lib/jobs/saved-secrets';
import { type TestStep, tryMailbox } from '#lib/jobs/try-mailbox';
import { addMailbox, removeMailbox, updateMailbox } from '#lib/store/mailbox';
import { type NewMailbox, newMailbox } from '#lib/store/mailbox-schema';

/** What the form says after it was sent: what is wrong with which field, or how the test went. */
export type MailboxFormState = {
  errors: Partial<Record<keyof NewMailbox, string>>;
  error: string | null;
  steps: TestStep[] | null;
};

/** Tries a mailbox, or saves it, by the button that was pressed. */
export async function mailboxAction(
  _: MailboxFormState | null,
  form: FormData,
): Promise<MailboxFormState> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const known = form.get('known') === 'true';
  const parsed = newMailbox.safeParse(await fieldsOf(form, known));
  if (!parsed.success) return { errors: await faultsOf(parsed.error), error: null, steps: null };
  if (form.get('intent') === 'test') {
    return { errors: {}, error: null, steps: await tryMailbox(parsed.data) };
  }
  const error = await save(viewer, parsed.data, known);
  if (error) return { errors: {}, error, steps: null };
  redirect(nextPath(form.get('next')));
}

/** Takes a mailbox away; its reports stay. */
export async function removeMailboxAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  try {
    await removeMailbox(viewer, z.string().parse(form.get('name')));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { good: false, text: await faultWords(error) };
  }
  redirect('/settings');
}

async function save(viewer: Viewer, mailbox: NewMailbox, known: boolean) {
  try {
    await (known ? updateMailbox(viewer, mailbox) : addMailbox(viewer, mailbox));
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return await faultWords(error);
  }
}

/** A password that is left empty is the saved one: it is never sent to the browser. */
async function fieldsOf(form: FormData, known: boolean) {
  const { after, afterFolder, ...fields } = Object.fromEntries(form);
  const password = String(fields['password'] ?? '');
  const saved = known ? await savedSecrets(String(fields['name'])) : null;
  return {
    ...fields,
    afterSuccess: after === 'move' ? `move:${afterFolder}` : after,
    password: password === '' ? (saved?.password ?? '') : password,
    caPem: saved?.caPem ?? null,
  };
}

async function faultsOf(error: z.ZodError<NewMailbox>): Promise<MailboxFormState['errors']> {
  const t = await getTranslations('mailbox.wrong');
  const fields = error.issues.flatMap(
    ({ path: [field] }) => FIELDS.find((one) => one === field) ?? [],
  );
  return Object.fromEntries(fields.map((field) => [field, t(field)]));
}

const FIELDS = newMailbox.keyof().options;
