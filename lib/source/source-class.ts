import type { Reason } from './reason.ts';

/** Whose a source is, for one domain (PRODUCT 3.1). `not-mine` is only ever said by a person. */
export const SOURCE_CLASSES = [
  'own',
  'approved',
  'forwarder',
  'misconfigured',
  'unknown',
  'spoof',
  'not-mine',
] as const;
export type SourceClass = (typeof SOURCE_CLASSES)[number];

/** What a person can say of a source. `later` decides nothing, and takes it off the list for now. */
export const SOURCE_LABELS = ['yours', 'forwarder', 'not-mine', 'later'] as const;
export type SourceLabel = (typeof SOURCE_LABELS)[number];

export type Confidence = 'certain' | 'high' | 'medium' | 'low';

/**
 * What is thought of a source, by which of the nine rules, and why. `candidate`: it looks like a
 * service of the owner's, who has not said so yet. `against` speaks for another answer.
 */
export type SourceVerdict = {
  class: SourceClass;
  candidate: boolean;
  confidence: Confidence;
  rule: number;
  because: Reason[];
  against: Reason[];
};
