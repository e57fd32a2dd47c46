import { asks, looks } from './endpoint.ts';
import { PAGED, WHICH } from './parameters.ts';
import * as shape from './shape-figures.ts';
import { metric, metrics } from './shape-metrics.ts';
import { diagnoses } from './shape-sources.ts';

/** What was reported, in sums (PRODUCT 3.1). */
export const FIGURES = {
  totals: asks('/api/v1/totals', {
    summary: 'The figures of a period, and of the one before',
    own: {},
    answer: shape.totals,
  }),
  volume: asks('/api/v1/volume', {
    summary: 'Messages by hour, day, week or month',
    own: {},
    answer: shape.volume,
  }),
  metrics: looks('/api/v1/metrics', {
    summary: 'Every metric, with what it means',
    own: {},
    answer: metrics,
  }),
  metric: asks('/api/v1/metrics/{id}', {
    summary: 'One metric of a period, as every page shows it',
    own: {},
    answer: metric,
  }),
  domains: asks('/api/v1/domains', {
    summary: 'Domains with their policy and figures',
    own: {},
    answer: shape.domains,
  }),
  reporters: asks('/api/v1/reporters', {
    summary: 'Who sends reports, how fully and how late, and who is missing',
    own: {},
    answer: shape.reporters,
  }),
  diagnoses: asks('/api/v1/diagnoses', {
    summary: 'Why mail passed or failed, worst first',
    own: WHICH,
    answer: diagnoses,
  }),
  overrides: asks('/api/v1/overrides', {
    summary: 'Mail that receivers treated more mildly than was asked, and their reasons',
    own: {},
    answer: shape.overrideReasons,
  }),
  policyChanges: asks('/api/v1/policy-changes', {
    summary: 'When published policies changed, as receivers saw it',
    own: {},
    answer: shape.policyChanges,
  }),
  newSources: asks('/api/v1/new-sources', {
    summary: 'Sources that were first seen in the period',
    description: 'Those with most messages, up to `limit`; `sources` says how many there are.',
    own: PAGED,
    answer: shape.newSources,
  }),
  classSums: asks('/api/v1/class-sums', {
    summary: 'How your own senders fare, and whom the policy stops',
    own: {},
    answer: shape.classSums,
  }),
  period: asks('/api/v1/period', {
    summary: 'How far a period can be known: complete through, judged days, dropped records',
    own: {},
    answer: shape.period,
  }),
} as const;
