import type { Filter } from '#lib/filter/filter';
import { trendOf } from '#lib/filter/trend';
import type { Viewer } from '#lib/filter/viewer';
import { classSums } from './class-sums.ts';
import { completeThrough } from './complete-through.ts';
import { newSources } from './new-sources.ts';
import { overrides } from './override-sums.ts';
import { reporterTable } from './reporter-table.ts';
import { requestedSums } from './requested-sums.ts';
import { totals } from './totals.ts';

/** The figures that are asked together; M18 and M19 are about TLS reports and DNS, and stand there. */
export const METRIC_IDS = [
  ...(['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8', 'M9'] as const),
  ...(['M10', 'M11', 'M12', 'M13', 'M14', 'M15', 'M16', 'M17', 'M20'] as const),
] as const;
export type MetricId = (typeof METRIC_IDS)[number];

export type Metric = {
  name: string;
  unit: string;
  definition: string;
  /** The question that every page, file and route asks for it. */
  answer: (viewer: Viewer, filter: Filter, now: Date) => Promise<unknown>;
};

/** Every metric of PRODUCT 3.1: what it is called, what it means, and which question answers it. */
export const METRICS: Readonly<Record<MetricId, Metric>> = {
  M1: {
    name: 'Messages reported',
    unit: 'messages',
    definition:
      'The sum of the counts of all records. Of two reports with one identity, one is counted.',
    answer: async (...asked) => (await totals(...asked)).messages,
  },
  M2: {
    name: 'DKIM-aligned',
    unit: 'messages',
    definition:
      'A DKIM signature passed whose domain fits the From domain, as the receiver judged it; worked out from its results where it gives no verdict.',
    answer: async (...asked) => (await totals(...asked)).dkimAligned,
  },
  M3: {
    name: 'SPF-aligned',
    unit: 'messages',
    definition:
      'SPF passed for a domain that fits the From domain, as the receiver judged it; worked out from its results where it gives no verdict.',
    answer: async (...asked) => (await totals(...asked)).spfAligned,
  },
  M4: {
    name: 'DMARC compliance',
    unit: 'share of messages reported',
    definition:
      'Passed: DKIM-aligned or SPF-aligned. A receiver that overrides the policy never turns a failure into a pass.',
    answer: async (...asked) => (await totals(...asked)).compliance,
  },
  M5: {
    name: 'Mechanism split',
    unit: 'messages',
    definition: 'Aligned by both, by DKIM only, by SPF only, by neither. Adds up to all messages.',
    answer: async (...asked) => {
      const { both, dkimOnly, spfOnly, neither } = await totals(...asked);
      return { both, dkimOnly, spfOnly, neither };
    },
  },
  M6: {
    name: 'Disposition split',
    unit: 'messages',
    definition:
      'What the receiver says it did: delivered (none or pass), quarantine, reject, or a word nobody defined. Adds up to all messages.',
    answer: async (...asked) => (await totals(...asked)).byDisposition,
  },
  M7: {
    name: 'Outcome split',
    unit: 'messages',
    definition:
      'First match: passed; failed and rejected; failed and quarantined; failed, and delivered against the policy with a reason; failed and delivered. Adds up to all messages.',
    answer: async (...asked) => (await totals(...asked)).byOutcome,
  },
  M8: {
    name: 'Passed, yet blocked',
    unit: 'messages',
    definition:
      'Passed DMARC, and were quarantined or rejected for another reason. They stay passed.',
    answer: async (...asked) => (await totals(...asked)).passedButBlocked,
  },
  M9: {
    name: 'Requested policy',
    unit: 'messages',
    definition:
      'What your record asked for: p, or sp below the policy domain; test mode (t=y) lowers it one step, and pct lowers it for its share. A report does not say whether a subdomain exists, so np is not applied.',
    answer: async (...asked) => (await requestedSums(...asked)).all,
  },
  M10: {
    name: 'Overrides',
    unit: 'messages, of those that failed where quarantine or rejection was asked for',
    definition:
      'Failed, and the receiver gave a reason and did less than it was asked. sampled_out and policy_test_mode are your own record’s doing, all others the receiver’s choice.',
    answer: overrides,
  },
  M11: {
    name: 'Authorised compliance',
    unit: 'share of the messages of your own and approved sources',
    definition:
      'Compliance of your own senders alone. Forgers and forwarders pull the general figure down without being your fault; this one decides whether you are ready. Senders that look like yours count until somebody says otherwise.',
    answer: async (...asked) => (await classSums(...asked)).authorised.compliance,
  },
  M12: {
    name: 'Spoof blocked and collateral',
    unit: 'messages',
    definition:
      'Quarantined or rejected mail of suspected spoofers, of sources that are not yours and of unknown ones; and, as collateral, of your own and approved sources, which must be 0.',
    answer: async (...asked) => {
      const { spoofBlocked, collateral } = await classSums(...asked);
      return { spoofBlocked, collateral };
    },
  },
  M13: {
    name: 'DKIM resilience',
    unit: 'share of the passed messages of your own and approved sources',
    definition:
      'Passed by DKIM, so that forwarding does not break it; the rest hangs on SPF alone.',
    answer: async (...asked) => {
      const { dkimAligned, passed } = (await classSums(...asked)).authorised;
      return passed === 0 ? null : dkimAligned / passed;
    },
  },
  M14: {
    name: 'Complete through',
    unit: 'UTC day',
    definition:
      'The last day of which nine in ten of the expected reporters have reported; of several domains the earliest among those with one percent of the mail.',
    answer: completeThrough,
  },
  M15: {
    name: 'Expected and missing reporters',
    unit: 'reporters, with the days they are silent',
    definition:
      'Expected: reported on 60 % of the 28 days before. Missing: expected, and silent for more than three days and three times its usual gap.',
    answer: async (...asked) => (await reporterTable(...asked)).missing,
  },
  M16: {
    name: 'Report lag',
    unit: 'seconds, of half and of 95 % of a reporter’s reports',
    definition: 'From the end of the period that a report covers to its arrival.',
    answer: async (...asked) => {
      const { rows } = await reporterTable(...asked);
      return rows.map(({ name, lagP50Seconds: p50, lagP95Seconds: p95 }) => ({ name, p50, p95 }));
    },
  },
  M17: {
    name: 'New sources',
    unit: 'sources, with first and last day',
    definition:
      'First seen in the period, which begins at least 14 days after the first report about the domain; as far back as records are kept.',
    answer: (viewer, filter, now) => newSources(viewer, filter, { now }),
  },
  M20: {
    name: 'Change',
    unit: 'relative change of messages, and of compliance in points',
    definition:
      'Complete days only, against as many earlier days with the same weekdays; none with fewer than 30 messages on either side.',
    answer: async (...asked) => {
      const { comparable, previous } = await totals(...asked);
      return trendOf(comparable, previous);
    },
  },
};
