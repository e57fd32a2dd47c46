import { FILES } from '#lib/api/endpoints-files';
import { serve } from '#lib/api/serve';
import { DATASETS, datasetsFor } from '#lib/queries/datasets';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FILES.datasets,
  async ({ viewer }) => ({
    rows: datasetsFor(viewer).map((name) => {
      const { version, columns } = DATASETS[name];
      return { name, version, columns: [...columns] };
    }),
  }),
);
