import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';

export const PATH = '/settings/audit';

/** What the page was asked: who did something, of which kind, on which days, with which words. */
export type AuditAsk = { viewer: Viewer; filter: Filter; now: Date };
