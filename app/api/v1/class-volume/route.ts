import { hourOf, tellHours } from '#lib/api/answer-hours';
import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { campHours } from '#lib/queries/camp-hours';
import { volumeByCamp } from '#lib/queries/volume-by-camp';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.classVolume,
  async ({ viewer, input: { filter } }) => {
    if (filter.granularity !== 'hour') return { rows: await volumeByCamp(viewer, filter) };
    const told = await tellHours(viewer, filter);
    const rows = told.refused === null ? await campHours(viewer, filter) : [];
    return { rows: rows.map(hourOf), ...told };
  },
);
