import { cache } from 'react';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { forwarding } from '#lib/queries/forwarding';

/** Asked by three panels, answered once. */
export const askForwarding = cache((viewer: Viewer, filter: Filter, now: Date) =>
  forwarding(viewer, filter, now),
);
