import { sumSources } from '#lib/jobs/sum-sources';

/** What the worker's clock does after an import: sources are added up and judged. */
export async function judgeAll(): Promise<void> {
  await sumSources(new AbortController().signal);
}
