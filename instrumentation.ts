/** Runs once as the server starts: what a recount left when the last one ended is carried out. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next sets it, and replaces it in the build.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { recountInBackground } = await import('#lib/ingest/recount-in-background');
  void recountInBackground();
}
