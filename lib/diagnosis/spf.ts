import type { AuthResult } from '#lib/report/vocabulary';
import { type Rule, rule, yesNo } from './card.ts';
import { type Evidence, isPassed, type SpfCheck } from './evidence.ts';
import { isHelo, isOurs, relevantChecks } from './identity.ts';
import { shown } from './shown.ts';

/** What SPF did for mail that failed DMARC. */
export const SPF: readonly Rule[] = [
  rule('SPF_HELO', heloOnly, ({ domain, result }, { headerFrom }) => ({
    domain: shown(domain),
    from: shown(headerFrom),
    result,
  })),
  rule('SPF_UNALIGNED', passesForOther, ({ domain }, { headerFrom }) => ({
    domain: shown(domain),
    from: shown(headerFrom),
  })),
  rule('SPF_NOT_LISTED', ofOurs('fail', 'softfail'), ({ domain, result }, evidence, all) => ({
    ...sourceValues(evidence, all),
    domain: shown(domain),
    result,
    now: nowListed(domain, evidence, all),
  })),
  rule('SPF_PERMERROR', ofOurs('permerror'), ({ domain, humanResult }) => ({
    domain: shown(domain),
    quoted: yesNo(humanResult !== null && humanResult !== ''),
    said: shown(humanResult ?? ''),
  })),
  rule('SPF_NONE', ofOurs('none'), ({ domain }) => ({ domain: shown(domain) })),
  rule('SPF_TEMPERROR', ofOurs('temperror'), ({ domain }) => ({ domain: shown(domain) })),
];

function heloOnly(evidence: Evidence): SpfCheck | null {
  const [first] = evidence.spf;
  if (!first || isPassed(evidence) || !evidence.spf.every(isHelo)) return null;
  return first;
}

/** Passed for another organisation; where only strict alignment is missing, ALIGN_STRICT tells it. */
function passesForOther(evidence: Evidence): SpfCheck | null {
  const found = mailFromOf(evidence).find(({ result }) => result === 'pass');
  return found && found.domain !== '' && !isOurs(found.domain, evidence) ? found : null;
}

function ofOurs(...results: readonly AuthResult[]) {
  return (evidence: Evidence): SpfCheck | null => {
    const found = mailFromOf(evidence).find(
      ({ domain, result }) => results.includes(result) && isOurs(domain, evidence),
    );
    return found ?? null;
  };
}

/** None of mail that passed, and none of HELO: both are told otherwise. */
function mailFromOf(evidence: Evidence) {
  if (isPassed(evidence) || evidence.spf.every(isHelo)) return [];
  return relevantChecks(evidence);
}

/** Whether the record that was asked names the address by now; told of one address alone. */
function nowListed(domain: string, evidence: Evidence, all: readonly Evidence[]) {
  const { source, isListed } = evidence;
  if (source === null || hasMore(evidence, all)) return 'unknown';
  const listed = isListed?.(domain, source) ?? null;
  return listed === null ? 'unknown' : yesNo(listed);
}

function sourceValues(evidence: Evidence, all: readonly Evidence[]) {
  const { source } = evidence;
  return {
    known: yesNo(source !== null && source !== ''),
    address: shown(source ?? ''),
    more: yesNo(hasMore(evidence, all)),
  };
}

function hasMore({ source }: Evidence, all: readonly Evidence[]) {
  return all.some((one) => one.moreSources || one.source !== source);
}
