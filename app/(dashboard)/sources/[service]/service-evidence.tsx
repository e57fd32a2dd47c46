import { AuthMatrix } from '#app/(dashboard)/ips/[ip]/auth-matrix';
import { SourceReporters } from '#app/(dashboard)/ips/[ip]/source-reporters';
import type { Ask } from '#app/(dashboard)/page-bar';
import type { Pair } from '#lib/queries/of-sources';
import { serviceDetail } from '#lib/queries/service-detail';

/** What a service authenticated as, and who saw it. */
export async function ServiceEvidence({
  pairs,
  viewer,
  filter,
  now,
}: Ask & { pairs: readonly Pair[] }) {
  const { matrix, reporters } = await serviceDetail(viewer, filter, pairs, now);
  return (
    <>
      <AuthMatrix rows={matrix} />
      <SourceReporters reporters={reporters} filter={filter} />
    </>
  );
}
