import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { domainOverview } from '#lib/queries/domain-list';
import { domainSparks } from '#lib/queries/domain-sparks';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.domains,
  async ({ viewer, input: { filter } }) => {
    const rows = await domainOverview(viewer, filter);
    const names = rows.map(({ name }) => name);
    const sparks = await domainSparks(viewer, filter, names);
    return { rows: rows.map((row) => ({ ...row, spark: sparks.get(row.name) ?? [] })) };
  },
);
