import { isAligned } from '#lib/report/alignment';
import { isOverridden, reasonOrigin } from '#lib/report/override';
import { type Rule, rule } from './card.ts';
import { type Evidence, isPassed } from './evidence.ts';
import { isOurs, relevantChecks } from './identity.ts';
import { shown, shownNames } from './shown.ts';

/** What the published policy itself did to mail that failed DMARC. */
export const POLICY: readonly Rule[] = [
  rule('ALIGN_STRICT', strictOnly, ({ mechanism, domain, tag }, { headerFrom }) => ({
    title: 'would pass with relaxed alignment',
    what: `Would pass with relaxed alignment: ${mechanism} passed for ${shown(domain)}, and your record says ${tag}=s.`,
    why: `Strict alignment wants exactly ${shown(headerFrom)}; relaxed takes any name of the organisation.`,
    fix: `Set ${tag}=r (or leave it out), or let this sender use exactly ${shown(headerFrom)}.`,
    verify: 'The next day’s reports show this mail as passed.',
  })),
  rule('OVERRIDDEN', overridden, ({ words, own }, evidence, all) => ({
    title: own ? 'let off by your own record' : 'delivered against your policy',
    what: `Failed, but ${shownNames(names(all))} ${didWhat(evidence)}: ${words}.`,
    why: own
      ? 'Your own record asked for less: t=y or pct leaves a share of the mail out of the policy.'
      : 'The receiver trusts this mail for a reason of its own; others may not.',
    fix: own ? 'Take t=y or pct out of the record when you are ready to enforce it.' : null,
    verify: own
      ? 'Reports then name no such reason.'
      : 'Nothing to do now. Do not rely on it: receivers change their minds.',
  })),
];

function strictOnly(evidence: Evidence) {
  if (isPassed(evidence)) return null;
  const { dkim, headerFrom, adkim, aspf } = evidence;
  const signature = dkim.find(
    ({ domain, result }) =>
      result === 'pass' && isOurs(domain, evidence) && !isAligned(domain, headerFrom, adkim),
  );
  if (signature) return { mechanism: 'DKIM', domain: signature.domain, tag: 'adkim' };
  const check = relevantChecks(evidence).find(
    ({ domain, result }) =>
      result === 'pass' && isOurs(domain, evidence) && !isAligned(domain, headerFrom, aspf),
  );
  return check ? { mechanism: 'SPF', domain: check.domain, tag: 'aspf' } : null;
}

/** M10: it failed, and the receiver did less than it was asked, and said why. */
function overridden(evidence: Evidence) {
  const { reasons } = evidence;
  if (!isOverridden({ ...evidence, pass: isPassed(evidence) })) return null;
  const words = reasons.map(({ type, comment }) => shown(comment ? `${type}, ${comment}` : type));
  return {
    words: words.join('; '),
    own: reasons.every((reason) => reasonOrigin(reason) === 'own-record'),
  };
}

function didWhat({ disposition }: Evidence) {
  return disposition === 'quarantine' ? 'put it into spam and did not refuse it' : 'delivered it';
}

function names(all: readonly Evidence[]) {
  return [...new Set(all.flatMap(({ reporters }) => reporters))];
}
