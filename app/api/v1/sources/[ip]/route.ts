import { SOURCES } from '#lib/api/endpoints-sources';
import { serve } from '#lib/api/serve';
import { AppError } from '#lib/errors';
import { normaliseAddress } from '#lib/filter/address';
import { classifiedSources } from '#lib/queries/classified-sources';
import { firstSeen } from '#lib/queries/first-seen';
import { judgementOf } from '#lib/queries/source-classes';
import { sourceDetail } from '#lib/queries/source-detail';
import { spfOfAddress } from '#lib/queries/spf-of-address';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  SOURCES.source,
  async ({ viewer, input, params }) => {
    const ip = normaliseAddress(params['ip'] ?? '');
    if (ip === null || ip.includes('/')) throw new AppError('request/not-found');
    const filter = { ...input.filter, ip };
    const [source, { sources }] = await Promise.all([
      sourceDetail(viewer, filter, ip),
      classifiedSources(viewer, filter),
    ]);
    const domains = [...new Set(sources.map(({ domain }) => domain))];
    const [spf, seen] = await Promise.all([
      spfOfAddress(viewer, filter, ip, domains),
      firstSeen(viewer, ip, domains),
    ]);
    return { source, whose: sources.map(judgementOf), seen, spf };
  },
);
