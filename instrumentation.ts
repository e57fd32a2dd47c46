import type { Instrumentation } from 'next';

/**
 * Runs once as the server starts: what a recount left when the last one ended is carried out, and from
 * now on somebody hears of changes, so that answers can be kept.
 */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next sets it, and replaces it in the build.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { recountInBackground } = await import('#lib/ingest/recount-in-background');
  void recountInBackground();
  const { hearChanges } = await import('#lib/queries/hear-changes');
  void hearChanges();
}

/** What no page or action has answered for itself: a refusal among it is written down. */
export const onRequestError: Instrumentation.onRequestError = async (error) => {
  // biome-ignore lint/style/noProcessEnv: Next sets it, and replaces it in the build.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { noteRefusal } = await import('#lib/auth/refusal');
  noteRefusal(error);
};
