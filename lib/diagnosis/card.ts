import type { Evidence } from './evidence.ts';

/** How much it matters: yours to mend, yours to look at, good to know, good. */
export const SEVERITIES = ['bad', 'warn', 'note', 'good'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Every code a diagnosis can have (PRODUCT 3.5), the worst first. */
export const SEVERITY_OF = {
  DKIM_KEY_MISSING: 'bad',
  DKIM_BROKEN_ALL: 'bad',
  SPF_PERMERROR: 'bad',
  SPF_NONE: 'bad',
  ALIGN_STRICT: 'bad',
  SPOOF_LIKELY: 'warn',
  SUBDOMAIN_NX: 'warn',
  DKIM_UNALIGNED: 'warn',
  DKIM_NONE: 'warn',
  SPF_UNALIGNED: 'warn',
  SPF_NOT_LISTED: 'warn',
  SPF_HELO: 'warn',
  SPF_TEMPERROR: 'warn',
  OK_SPF_ONLY: 'warn',
  DKIM_BROKEN_HERE: 'note',
  OVERRIDDEN: 'note',
  OK_DKIM: 'good',
  OK_BOTH: 'good',
} as const satisfies Record<string, Severity>;
export type Code = keyof typeof SEVERITY_OF;

/** What is said of a code, filled with the values of the records. */
export type Telling = {
  /** A few words, for a line of a table. */
  title: string;
  /** What happened. */
  what: string;
  why: string;
  /** What to do; null where nothing is to be done. */
  fix: string | null;
  /** How to see that it worked. */
  verify: string;
};

/** A diagnosis, with how much of the mail it is about. */
export type Card = Telling & {
  code: Code;
  severity: Severity;
  messages: number;
  /** Of all messages that were looked at, from 0 to 1. */
  share: number;
};

/** One code: which evidence it holds for, and what it says of all evidence that it holds for. */
export type Rule = {
  code: Code;
  holds: (evidence: Evidence) => boolean;
  /** Of evidence it holds for, the most messages first. */
  tell: (found: readonly Evidence[]) => Telling | null;
};

/** A rule that finds a detail in the evidence, and tells of the detail of most messages. */
export function rule<Detail>(
  code: Code,
  find: (evidence: Evidence) => Detail | null,
  tell: (detail: Detail, evidence: Evidence, all: readonly Evidence[]) => Telling,
): Rule {
  return {
    code,
    holds: (evidence) => find(evidence) !== null,
    tell(found) {
      const [most] = found;
      const detail = most ? find(most) : null;
      return most && detail !== null ? tell(detail, most, found) : null;
    },
  };
}
