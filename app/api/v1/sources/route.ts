import { api } from '#lib/auth/api-handler';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { judgedBy, sourceClasses } from '#lib/queries/source-classes';
import { topSources } from '#lib/queries/top-sources';

/** Source addresses with their sums, and whose each of them is for each domain it sent for. */
export const GET = api(question(PARAMETERS.sources), async ({ viewer, input }) => {
  const { filter, limit } = input;
  const [page, classes] = await Promise.all([
    topSources(viewer, filter, { limit }),
    sourceClasses(viewer, filter),
  ]);
  return { ...page, rows: page.rows.map((row) => ({ ...row, whose: judgedBy(classes, row) })) };
});
