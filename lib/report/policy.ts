import { normaliseDomain } from '#lib/domain-name';
import { err, ok, type Result } from '#lib/result';
import type { PolicyPublished } from './aggregate-schema.ts';
import type { Deviations } from './deviation.ts';
import type { ReportProblem } from './problem.ts';
import { LENGTHS, statedText } from './text.ts';
import { policyOf } from './vocabulary.ts';
import type { XmlElement } from './xml-element.ts';

/**
 * The policy the receiver found in DNS (RFC 9990, element `policy_published`), as it was stated: absent is null, and what
 * an absent or odd value means is decided where it is used (`requested-policy.ts`, `alignment.ts`).
 */
export function readPolicyPublished(
  root: XmlElement,
  deviations: Deviations,
): Result<PolicyPublished, ReportProblem> {
  const element = root.child('policy_published');
  const stated = (name: string) => statedText(element, name, LENGTHS.name, deviations);
  const text = stated('domain');
  if (!text) return invalid('policy_published names no domain.');
  const domain = normaliseDomain(text);
  if (domain === null)
    return invalid(`policy_published names "${text.slice(0, 60)}" as the domain.`);

  for (const name of ['p', 'sp', 'np']) {
    const word = stated(name);
    if (word && policyOf(word) === null) deviations.note('policy-word', `${name}: ${word}`);
  }
  const abbreviated = stated('t');
  if (abbreviated !== null) deviations.note('testing-as-t', abbreviated);
  return ok({
    domain,
    p: stated('p'),
    sp: stated('sp'),
    np: stated('np'),
    adkim: stated('adkim'),
    aspf: stated('aspf'),
    pct: stated('pct'),
    fo: stated('fo'),
    testing: stated('testing') ?? abbreviated,
    discoveryMethod: stated('discovery_method'),
  });
}

function invalid(text: string): Result<never, ReportProblem> {
  return err({ code: 'report/invalid', text });
}
