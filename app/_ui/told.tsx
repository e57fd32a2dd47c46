import { refresh } from 'next/cache';
import { noteRefusal } from '#lib/auth/refusal';
import { isAppError } from '#lib/errors';
import type { ActionResult } from './action-button.client.tsx';
import { faultWords } from './fault-words.tsx';

/** Does it, has the page made anew, and answers with what to say of it; or with why it was refused. */
export async function told(deed: () => Promise<string | null>): Promise<ActionResult> {
  try {
    const text = await deed();
    refresh();
    return text === null ? null : { good: true, text };
  } catch (error) {
    return { good: false, text: await whyNot(error) };
  }
}

/** Why it was not done, in the words of a form; an error that is none of ours goes on. */
export async function whyNot(error: unknown): Promise<string> {
  if (!isAppError(error)) throw error;
  noteRefusal(error);
  return await faultWords(error);
}
