import { FILES } from '#lib/api/endpoints-files';
import { serve } from '#lib/api/serve';
import { chainHead } from '#lib/queries/audit-chain';
import { auditLog } from '#lib/queries/audit-log';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FILES.auditLog,
  async ({ viewer, input: { filter, limit } }) => {
    const [page, head] = await Promise.all([
      auditLog(viewer, filter, { limit }),
      chainHead(viewer),
    ]);
    return { ...page, head };
  },
);
