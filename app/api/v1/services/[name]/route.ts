import { SOURCES } from '#lib/api/endpoints-sources';
import { requireService } from '#lib/api/require-service';
import { serve } from '#lib/api/serve';
import { AppError } from '#lib/errors';
import { serviceDetail } from '#lib/queries/service-detail';
import { tellGroups } from '#lib/queries/source-group-page';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  SOURCES.service,
  async ({ viewer, input: { filter }, params }) => {
    const group = await requireService(viewer, filter, params['name']);
    const [[service], evidence] = await Promise.all([
      tellGroups(viewer, filter, [group], new Date()),
      serviceDetail(viewer, filter, group.sources),
    ]);
    if (!service) throw new AppError('request/not-found');
    return { service, ...evidence };
  },
);
