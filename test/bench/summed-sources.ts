/**
 * Has sources added up and judged, as the worker's job does after an import. Answers with the
 * milliseconds that took.
 */
export async function sumUpSources(): Promise<number> {
  const { pool, closePool } = await import('#lib/db/pool');
  const { sumSources } = await import('#lib/jobs/sum-sources');
  const begun = performance.now();
  await sumSources(new AbortController().signal);
  const taken = performance.now() - begun;
  for (const table of MADE) await pool().query(`VACUUM (ANALYZE) ${table}`);
  await closePool();
  return taken;
}

/** By that job. */
const MADE = [
  ...['source_sum', 'source_trait', 'first_seen', 'summed_month', 'changed_month'],
  ...['monthly', 'monthly_policy', 'daily_of_all', 'daily_report_of_all'],
  ...[
    'source_verdict',
    'judged_month',
    'daily_class',
    'monthly_class',
    'daily_failure',
    'classed_month',
  ],
  ...['daily_conduct', 'daily_excuse', 'daily_name'],
];
