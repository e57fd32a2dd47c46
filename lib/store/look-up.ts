import {
  authSetIds,
  domainIds,
  ensureRecordMonths,
  noteSources,
  reporterIds,
  reporterKey,
} from './dictionary.ts';
import type { FlatReport } from './flat-report.ts';

/** Ids of the names in some reports, looked up before their transaction begins. */
export type Ids = {
  domain(report: FlatReport): number;
  reporter(report: FlatReport): number;
  authSet(key: string): number;
};

/** Looks the names up, and makes those that are new. `isDemo` marks domains made by this call. */
export async function lookUp(
  reports: readonly FlatReport[],
  { isDemo }: { isDemo: boolean },
): Promise<Ids> {
  const records = reports.map((report) => report.records);
  const domains = await domainIds(
    new Map(reports.map(({ domain, orgDomain }) => [domain, { orgDomain, isDemo }])),
  );
  const reporters = await reporterIds(reports.map(({ orgName }) => orgName));
  const authSets = await authSetIds(new Set(records.flatMap((one) => one.authSets)));
  await ensureRecordMonths(records.flatMap(({ daily }) => daily.map(({ day }) => day)));
  await noteSources(records.flatMap(({ sources }) => sources));
  return {
    domain: ({ domain }) => known(domains, domain),
    reporter: ({ orgName }) => known(reporters, reporterKey(orgName)),
    authSet: (key) => known(authSets, key),
  };
}

function known(ids: ReadonlyMap<string, number>, key: string) {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The dictionary has no id for ${key.slice(0, 80)}.`);
  return id;
}
