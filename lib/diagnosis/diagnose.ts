import { type Card, type Code, type Rule, SEVERITIES, SEVERITY_OF } from './card.ts';
import { DKIM } from './dkim.ts';
import type { Evidence } from './evidence.ts';
import { PASSING } from './passing.ts';
import { POLICY } from './policy.ts';
import { SPF } from './spf.ts';
import { SPOOF } from './spoof.ts';

/**
 * What is to be said of mail that was reported, worst first: by severity, then by messages. Several
 * codes may hold for the same messages, so the shares do not add up to one.
 */
export function diagnose(evidence: readonly Evidence[]): Card[] {
  const all = evidence.reduce((sum, { messages }) => sum + messages, 0);
  const byMessages = evidence.toSorted((a, b) => b.messages - a.messages);
  const cards = RULES.flatMap((rule) => cardOf(rule, byMessages, all));
  return cards.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      b.messages - a.messages ||
      CODES.indexOf(a.code) - CODES.indexOf(b.code),
  );
}

/** The codes that hold for one record, worst first. */
export function codesOf(evidence: Evidence): Code[] {
  const held = RULES.filter(({ holds }) => holds(evidence)).map(({ code }) => code);
  return CODES.filter((code) => held.includes(code));
}

const RULES: readonly Rule[] = [...PASSING, ...SPF, ...DKIM, ...POLICY, ...SPOOF];
const CODES: readonly Code[] = RULES.map(({ code }) => code).toSorted(
  (a, b) => Object.keys(SEVERITY_OF).indexOf(a) - Object.keys(SEVERITY_OF).indexOf(b),
);

function cardOf(rule: Rule, byMessages: readonly Evidence[], all: number): Card[] {
  const { code, holds, tell } = rule;
  const found = byMessages.filter(holds);
  const values = tell(found);
  if (!values) return [];
  const messages = found.reduce((sum, one) => sum + one.messages, 0);
  const share = all === 0 ? 0 : messages / all;
  return [{ code, severity: SEVERITY_OF[code], values, messages, share }];
}
