import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';

/** What every panel is given: who asks, what, and when. */
export type Ask = { viewer: Viewer; filter: Filter; now: Date };
