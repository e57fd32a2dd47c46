import { cache } from 'react';
import type { Search } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { ingestStatus } from '#lib/queries/ingest-status';

/** What every panel of this page is given. */
export type IngestAsk = { viewer: Viewer; search: Search; now: Date };

/** Asked by several panels, answered once. */
export const askStatus = cache(ingestStatus);
