import { AppError } from '#lib/errors';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { classifiedSources } from '#lib/queries/classified-sources';
import { groupSources, type SourceGroup } from '#lib/queries/source-groups';

/** The service of that name, or the organisation in the names of hosts; `request/not-found` else. */
export async function requireService(
  viewer: Viewer,
  filter: Filter,
  name: string | undefined,
): Promise<SourceGroup> {
  const { sources } = await classifiedSources(viewer, filter);
  const found = groupSources(sources, 'service').find(({ key }) => key !== '' && key === name);
  if (found) return found;
  throw new AppError('request/not-found', { detail: 'It sent nothing in the period.' });
}
