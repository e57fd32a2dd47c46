import { SOURCES } from '#lib/api/endpoints-sources';
import { serve } from '#lib/api/serve';
import { judgedBy, sourceClasses } from '#lib/queries/source-classes';
import { topSources } from '#lib/queries/top-sources';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  SOURCES.sources,
  async ({ viewer, input: { filter, limit } }) => {
    const page = await topSources(viewer, filter, { limit });
    const named = page.rows.flatMap(({ ip, domains }) =>
      domains.map((domain) => ({ domain, source: ip })),
    );
    const classes = await sourceClasses(viewer, named);
    return { ...page, rows: page.rows.map((row) => ({ ...row, whose: judgedBy(classes, row) })) };
  },
);
