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

/** What the words of a code are filled with (`diagnosis` of lib/words): yes and no choose between two. */
export type Values = Record<string, string | number>;

/** A diagnosis, with how much of the mail it is about. */
export type Card = {
  code: Code;
  severity: Severity;
  values: Values;
  messages: number;
  /** Of all messages that were looked at, from 0 to 1. */
  share: number;
};

/** One code: which evidence it holds for, and the values that it tells of it. */
export type Rule = {
  code: Code;
  holds: (evidence: Evidence) => boolean;
  /** Of evidence it holds for, the most messages first. */
  tell: (found: readonly Evidence[]) => Values | null;
};

/** For a text that is said in one of two ways. */
export function yesNo(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no';
}

/** A rule that finds a detail in the evidence, and tells of the detail of most messages. */
export function rule<Detail>(
  code: Code,
  find: (evidence: Evidence) => Detail | null,
  tell: (detail: Detail, evidence: Evidence, all: readonly Evidence[]) => Values,
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
