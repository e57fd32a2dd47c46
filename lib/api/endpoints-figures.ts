import { asks, looks } from './endpoint.ts';
import { PAGED, WHICH } from './parameters.ts';
import { domains, groups, subdomains } from './shape-domains.ts';
import * as shape from './shape-figures.ts';
import { metric, metrics } from './shape-metrics.ts';
import { policyChanges, policyHistory } from './shape-policy.ts';
import { reporters } from './shape-reporters.ts';
import { diagnoses } from './shape-sources.ts';
import { classVolume, domainVolume, volume } from './shape-volume.ts';

/** What was reported, in sums (PRODUCT 3.1). */
export const FIGURES = {
  totals: asks('/api/v1/totals', {
    own: {},
    answer: shape.totals,
  }),
  volume: asks('/api/v1/volume', {
    own: {},
    answer: volume,
  }),
  metrics: looks('/api/v1/metrics', {
    own: {},
    answer: metrics,
  }),
  metric: asks('/api/v1/metrics/{id}', {
    own: {},
    answer: metric,
  }),
  domains: asks('/api/v1/domains', {
    own: {},
    answer: domains,
  }),
  groups: looks('/api/v1/groups', {
    own: {},
    answer: groups,
  }),
  reporters: asks('/api/v1/reporters', {
    own: {},
    answer: reporters,
  }),
  diagnoses: asks('/api/v1/diagnoses', {
    own: WHICH,
    answer: diagnoses,
  }),
  overrides: asks('/api/v1/overrides', {
    own: {},
    answer: shape.overrideReasons,
  }),
  policyChanges: asks('/api/v1/policy-changes', {
    own: {},
    answer: policyChanges,
  }),
  policyHistory: asks('/api/v1/policy-history', {
    description: 'Of ten domains at most, so name others by `d`.',
    own: {},
    answer: policyHistory,
  }),
  newSources: asks('/api/v1/new-sources', {
    description: 'Those with most messages, up to `limit`; `sources` says how many there are.',
    own: PAGED,
    answer: shape.newSources,
  }),
  classVolume: asks('/api/v1/class-volume', {
    own: {},
    answer: classVolume,
  }),
  domainVolume: asks('/api/v1/domain-volume', {
    own: PAGED,
    answer: domainVolume,
  }),
  busiestDays: asks('/api/v1/busiest-days', {
    own: {},
    answer: shape.busiestDays,
  }),
  subdomains: asks('/api/v1/subdomains', {
    description: 'Those with most messages, up to `limit`; `names` says how many there are.',
    own: PAGED,
    answer: subdomains,
  }),
  classSums: asks('/api/v1/class-sums', {
    own: {},
    answer: shape.classSums,
  }),
  period: asks('/api/v1/period', {
    own: {},
    answer: shape.period,
  }),
} as const;
