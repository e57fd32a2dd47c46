import type { Endpoint } from './endpoint.ts';
import { BY_NAME, type EndpointName, type NamedEndpoint } from './endpoints.ts';

/** An endpoint as a page asks it: its name, its address, and parameters besides the filter. */
export type PageEndpoint = NamedEndpoint & {
  path: string;
  own: Readonly<Record<string, string>>;
};

const SUMS = ['totals', 'volume', 'diagnoses', 'classSums', 'overrides', 'policyChanges'] as const;

/** What the panels of each page ask, from top to bottom. */
const PAGES: Readonly<Record<string, readonly EndpointName[]>> = {
  '/': [
    ...SUMS,
    'classVolume',
    'domainVolume',
    'domains',
    'groups',
    'sources',
    'newSources',
    'period',
  ],
  '/domains/[domain]': [
    ...SUMS,
    ...([
      'policyHistory',
      'classVolume',
      'subdomains',
      'busiestDays',
      'sources',
      'newSources',
    ] as const),
    ...(['reporters', 'reports', 'period'] as const),
  ],
  '/sources': ['sourceGroups', 'sourceCountries', 'period'],
  '/sources/[service]': ['service', 'serviceVolume', 'serviceDiagnoses'],
  '/ips/[ip]': ['source', 'volume', 'diagnoses'],
  '/reports': ['reports', 'verdicts', 'records'],
  '/reports/[id]': ['report', 'reportOriginal'],
  '/forwarding': ['forwarding'],
  '/tls': ['tlsReports', 'tlsFailures'],
  '/tls/[id]': ['tlsReport', 'tlsReportOriginal'],
  '/failures': ['failures'],
  '/failures/[id]': ['failure'],
  '/exports': ['csv', 'exports', 'evidencePacks'],
  '/exports/columns': ['datasets'],
  '/ingest': ['ingest', 'backlog', 'intake', 'quarantine', 'mails', 'jobs'],
  '/ingest/quarantine/[id]': ['quarantinedMail'],
  '/settings/audit': ['auditLog'],
};

/** Pages that this knows, by the folder that they stand in. */
export const KNOWN_PAGES: readonly string[] = Object.keys(PAGES);

/** The endpoints behind a page, `/sources?by=ip`; none where it is no page of reports. */
export function endpointsOf(page: string): PageEndpoint[] {
  const [path = '', search = ''] = page.split('?');
  const own = new URLSearchParams(search);
  for (const [pattern, names] of Object.entries(PAGES)) {
    const value = fits(pattern, path);
    if (value === null) continue;
    return names.map((name) => {
      const endpoint: Endpoint = BY_NAME[name];
      return { name, endpoint, path: filled(endpoint.path, value), own: ownOf(endpoint, own) };
    });
  }
  return [];
}

/** What stands in the place of a pattern's parameter; '' where it has none, null where it is another. */
function fits(pattern: string, path: string): string | null {
  const [before = '', after] = pattern.split(/\[\w+\]/);
  if (after === undefined) return path === pattern ? '' : null;
  const value = path.startsWith(before) ? path.slice(before.length) : '';
  return value === '' || value.includes('/') ? null : value;
}

function filled(path: string, value: string) {
  return path.replace('{dataset}', 'records').replace(/\{\w+\}/, () => value);
}

/** A page's own parameters that its endpoint knows by the same name. */
function ownOf({ own }: Endpoint, given: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...given].filter(([name]) => Object.hasOwn(own, name)));
}
