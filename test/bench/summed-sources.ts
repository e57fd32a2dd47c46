/**
 * Has the monthly sums of sources made, as the worker's job does after an import. Answers with the
 * milliseconds that took. What it imports reads the environment: set that before.
 */
export async function sumUpSources(): Promise<number> {
  const { pool, closePool } = await import('#lib/db/pool');
  const { sumSources } = await import('#lib/jobs/sum-sources');
  const begun = performance.now();
  await sumSources(new AbortController().signal);
  const taken = performance.now() - begun;
  for (const table of ['source_sum', 'source_trait', 'summed_month', 'changed_month']) {
    await pool().query(`VACUUM (ANALYZE) ${table}`);
  }
  await closePool();
  return taken;
}
