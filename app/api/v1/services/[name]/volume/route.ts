import { answerVolume } from '#lib/api/answer-volume';
import { SOURCES } from '#lib/api/endpoints-sources';
import { requireService } from '#lib/api/require-service';
import { serve } from '#lib/api/serve';
import { serviceHours, serviceVolume } from '#lib/queries/service-detail';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  SOURCES.serviceVolume,
  async ({ viewer, input: { filter }, params }) => {
    const { sources } = await requireService(viewer, filter, params['name']);
    const days = await serviceVolume(viewer, filter, sources);
    return await answerVolume(filter, days, () => serviceHours(viewer, filter, sources, days));
  },
);
