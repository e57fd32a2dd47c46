import type { Endpoint } from './endpoint.ts';
import { FIGURES } from './endpoints-figures.ts';
import { FILES } from './endpoints-files.ts';
import { INGEST } from './endpoints-ingest.ts';
import { REPORTS } from './endpoints-reports.ts';
import { SOURCES } from './endpoints-sources.ts';

/** Every endpoint of the API, by the tag that openapi.json and the page about it sort them under. */
export const TAGS = {
  figures: FIGURES,
  sources: SOURCES,
  reports: REPORTS,
  ingest: INGEST,
  evidence: FILES,
} as const satisfies Record<string, Readonly<Record<string, Endpoint>>>;

/** The same in one list. */
export const ENDPOINTS: readonly Endpoint[] = Object.values(TAGS).flatMap((some) =>
  Object.values(some),
);
