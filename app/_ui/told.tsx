import { refresh } from 'next/cache';
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
    if (!isAppError(error)) throw error;
    return { good: false, text: await faultWords(error) };
  }
}
