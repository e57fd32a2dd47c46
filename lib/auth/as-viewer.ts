import { within } from '#lib/db/wall';
import type { Viewer } from '#lib/filter/viewer';

/** For a route: `work` asks the database as the viewer, behind the second wall if limited. */
export function asViewer<T>({ domains }: Viewer, work: () => T): T {
  return within(domains, work);
}
