import type { DmarcTags } from './dmarc-record.ts';

/** What a record asks of receivers: the tags that reports tell, too. */
export const POLICY_TAGS = ['p', 'sp', 'np', 't', 'pct', 'adkim', 'aspf'] as const;
export type PolicyTag = (typeof POLICY_TAGS)[number];

/** The value that holds for each tag; null where nobody says, and none is meant. */
export type PolicyValues = Readonly<Record<PolicyTag, string | null>>;

/** The tags of a report as it states them. */
export type StatedTags = Omit<PolicyValues, 't'> & { testing: string | null };

/**
 * What a report says that holds. Reporters by RFC 7489 know neither `np` nor `t`, and those by RFC 9990
 * no `pct`: what they leave out they do not deny.
 */
export function valuesOfReport({ testing, ...stated }: StatedTags): PolicyValues {
  const p = word(stated.p);
  return {
    p,
    sp: word(stated.sp) ?? p,
    np: word(stated.np),
    t: word(testing),
    pct: word(stated.pct),
    adkim: modeOf(stated.adkim),
    aspf: modeOf(stated.aspf),
  };
}

/** What a record in DNS says that holds, with the defaults of RFC 9989 §4.7. */
export function valuesOfRecord(tags: DmarcTags): PolicyValues {
  const stated = (tag: PolicyTag) => word(tags.get(tag) ?? null);
  const p = stated('p');
  return {
    p,
    sp: stated('sp') ?? p,
    np: stated('np'),
    t: stated('t') ?? 'n',
    pct: stated('pct') ?? '100',
    adkim: modeOf(stated('adkim')),
    aspf: modeOf(stated('aspf')),
  };
}

/** The tags by which two differ, of those that both speak of; an `sp` that goes with its `p` says no more. */
export function differingTags(one: PolicyValues, other: PolicyValues): PolicyTag[] {
  const follows = one.sp === one.p && other.sp === other.p;
  return POLICY_TAGS.filter(
    (tag) =>
      one[tag] !== null &&
      other[tag] !== null &&
      one[tag] !== other[tag] &&
      !(tag === 'sp' && follows),
  );
}

/** As a record would say it, without what says no more than its absence. */
export function policyText(values: PolicyValues): string {
  const told = POLICY_TAGS.filter((tag) => values[tag] !== null && !isDefault(tag, values));
  return told.map((tag) => `${tag}=${values[tag]}`).join('; ');
}

/** Whether a value says nothing that its absence would not. */
function isDefault(tag: PolicyTag, values: PolicyValues): boolean {
  const value = values[tag];
  switch (tag) {
    case 'p':
      return false;
    case 'sp':
      return value === values.p;
    case 'np':
      return value === values.sp;
    case 't':
      return value === 'n';
    case 'pct':
      return value === '100';
    case 'adkim':
    case 'aspf':
      return value === 'r';
  }
}

/** Relaxed unless it says strict; one reporter writes `r;`. */
function modeOf(text: string | null) {
  return text && /^\s*s/i.test(text) ? 's' : 'r';
}

/** Longer words are none of these tags'. */
const MOST = 20;

function word(text: string | null) {
  const spelt = text?.trim().toLowerCase() ?? '';
  return spelt === '' ? null : spelt.slice(0, MOST);
}
