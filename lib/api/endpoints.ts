import type { Endpoint } from './endpoint.ts';
import { FIGURES } from './endpoints-figures.ts';
import { FILES } from './endpoints-files.ts';
import { INGEST } from './endpoints-ingest.ts';
import { REPORTS } from './endpoints-reports.ts';
import { SOURCES } from './endpoints-sources.ts';

const TAGS = {
  figures: FIGURES,
  sources: SOURCES,
  reports: REPORTS,
  ingest: INGEST,
  evidence: FILES,
} as const;
const TAG_NAMES = ['figures', 'sources', 'reports', 'ingest', 'evidence'] as const;

/** Every endpoint by its name, which openapi.json calls `operationId`. */
export const BY_NAME = { ...FIGURES, ...SOURCES, ...REPORTS, ...INGEST, ...FILES };
export type EndpointName = keyof typeof BY_NAME;
export type NamedEndpoint = { name: EndpointName; endpoint: Endpoint };

/** Every endpoint of the API, as openapi.json and the page about it sort them. */
export const TAGGED = TAG_NAMES.map((tag) => ({
  tag,
  endpoints: Object.keys(TAGS[tag])
    .filter(isName)
    .map((name): NamedEndpoint => ({ name, endpoint: BY_NAME[name] })),
}));

/** The same in one list. */
export const ENDPOINTS: readonly Endpoint[] = TAGGED.flatMap(({ endpoints }) =>
  endpoints.map(({ endpoint }) => endpoint),
);

function isName(name: string): name is EndpointName {
  return Object.hasOwn(BY_NAME, name);
}
