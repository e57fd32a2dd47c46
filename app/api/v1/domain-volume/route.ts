import { hourOf, tellHours } from '#lib/api/answer-hours';
import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { domainHours } from '#lib/queries/domain-hours';
import { volumeByDomain } from '#lib/queries/volume-by-domain';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.domainVolume,
  async ({ viewer, input: { filter, limit } }) => {
    const volumes = await volumeByDomain(viewer, filter, { limit });
    if (filter.granularity !== 'hour') return volumes;
    const told = await tellHours(viewer, filter);
    if (told.refused !== null) return { ...volumes, ...told };
    const names = volumes.rows.map(({ name }) => name);
    const hours = await domainHours(viewer, filter, names);
    const rows = volumes.rows.map((row) => ({
      ...row,
      hours: hours.get(row.name)?.map(hourOf) ?? [],
    }));
    return { ...volumes, rows, ...told };
  },
);
