import { SOURCES } from '#lib/api/endpoints-sources';
import { serve } from '#lib/api/serve';
import { forwarding } from '#lib/queries/forwarding';
import { english } from '#lib/queries/source-classes';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  SOURCES.forwarding,
  async ({ viewer, input }) => {
    const { forwarders, ...told } = await forwarding(viewer, input.filter);
    const spoken = forwarders.map((one) => ({ ...one, because: one.because.map(english) }));
    return { ...told, forwarders: spoken };
  },
);
