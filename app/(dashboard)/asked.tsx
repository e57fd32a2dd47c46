import { cache } from 'react';
import { classSums } from '#lib/queries/class-sums';
import { domainGroups } from '#lib/queries/domain-groups';
import { domainOverview } from '#lib/queries/domain-list';
import { domainNames } from '#lib/queries/domain-names';
import { overrides } from '#lib/queries/override-sums';
import { totals } from '#lib/queries/totals';

/** Questions that several panels of one page ask: the database hears them once per request. */
export const askDomains = cache(domainOverview);
export const askTotals = cache(totals);
export const askDomainNames = cache(domainNames);
export const askGroups = cache(domainGroups);
export const askClassSums = cache(classSums);
export const askOverrides = cache(overrides);
