import { SOURCES } from '#lib/api/endpoints-sources';
import { serve } from '#lib/api/serve';
import { sourceGroupPage } from '#lib/queries/source-group-page';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  SOURCES.sourceGroups,
  ({ viewer, input: { filter, ...wanted } }) => sourceGroupPage(viewer, filter, wanted),
);
