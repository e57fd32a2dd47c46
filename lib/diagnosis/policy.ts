import { isAligned } from '#lib/report/alignment';
import { isOverridden, reasonOrigin } from '#lib/report/override';
import { type Rule, rule, yesNo } from './card.ts';
import { type Evidence, isPassed } from './evidence.ts';
import { isOurs, relevantChecks } from './identity.ts';
import { nameValues, shown } from './shown.ts';

/** What the published policy itself did to mail that failed DMARC. */
export const POLICY: readonly Rule[] = [
  rule('ALIGN_STRICT', strictOnly, ({ mechanism, domain, tag }, { headerFrom }) => ({
    ...{ mechanism, tag },
    domain: shown(domain),
    from: shown(headerFrom),
  })),
  rule('OVERRIDDEN', overridden, ({ reasons, own }, { disposition }, all) => ({
    ...nameValues(all),
    own: yesNo(own),
    quarantined: yesNo(disposition === 'quarantine'),
    reasons,
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
    reasons: words.join('; '),
    own: reasons.every((reason) => reasonOrigin(reason) === 'own-record'),
  };
}
