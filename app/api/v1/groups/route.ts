import { FIGURES } from '#lib/api/endpoints-figures';
import { serve } from '#lib/api/serve';
import { domainGroups } from '#lib/queries/domain-groups';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FIGURES.groups,
  async ({ viewer }) => ({ rows: await domainGroups(viewer) }),
);
