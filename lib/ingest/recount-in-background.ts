import { log } from '#lib/log';
import { createReader } from './reader-thread.ts';
import { recount } from './recount.ts';

/**
 * Carries out what is left of a recount, for callers that do not wait: it tells its end to the log,
 * and how far it is to whoever asks (lib/queries/recount-status.ts). Never throws.
 */
export async function recountInBackground(): Promise<void> {
  const reader = createReader();
  try {
    await recount(reader);
  } catch (error) {
    log.error({ err: error }, 'the recount broke off; it goes on with the next start');
  } finally {
    await reader.close();
  }
}
