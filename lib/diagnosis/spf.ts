import type { AuthResult } from '#lib/report/vocabulary';
import { type Rule, rule } from './card.ts';
import { type Evidence, isPassed, type SpfCheck } from './evidence.ts';
import { isHelo, isOurs, relevantChecks } from './identity.ts';
import { shown } from './shown.ts';

/** What SPF did for mail that failed DMARC. */
export const SPF: readonly Rule[] = [
  rule('SPF_HELO', heloOnly, ({ domain, result }, { headerFrom }) => ({
    title: 'null sender: SPF checked the HELO name',
    what: `Null sender: SPF checked the HELO name ${shown(domain)} (${result}).`,
    why: `Bounces and automatic replies have no return path, so the name of the server stands in for it, and it does not pass as ${shown(headerFrom)}.`,
    fix: `Give the server a HELO name below ${shown(headerFrom)} with an SPF record of its own, or rely on DKIM.`,
    verify: 'Send an automatic reply to a mailbox elsewhere and read its Authentication-Results.',
  })),
  rule('SPF_UNALIGNED', passesForOther, ({ domain }, { headerFrom }) => ({
    title: `return path of ${shown(domain)}`,
    what: `SPF passed for ${shown(domain)}, but the visible From is ${shown(headerFrom)}. DMARC needs the same organisation.`,
    why: 'The service bounces to its own domain, not to one below yours.',
    fix: `If this service is yours, set a custom return path (bounce domain) below ${shown(headerFrom)} there.`,
    verify: `Reports then show an SPF domain below ${shown(headerFrom)}.`,
  })),
  rule('SPF_NOT_LISTED', ofOurs('fail', 'softfail'), ({ domain, result }, evidence, all) => ({
    title: `not in the SPF of ${shown(domain)}`,
    what: `${senders(evidence, all)} not in the SPF record of ${shown(domain)} (${result}).`,
    why: 'The record names who may send with this return path, and leaves it out.',
    fix: 'Add its include or address to the record only if it is yours; if you do not know it, leave the record as it is.',
    verify: 'After the change, reports show SPF pass for this address.',
  })),
  rule('SPF_PERMERROR', ofOurs('permerror'), ({ domain, humanResult }) => ({
    title: `SPF of ${shown(domain)} cannot be evaluated`,
    what: `Receivers could not evaluate the SPF record of ${shown(domain)}${quoted(humanResult)}.`,
    why: 'More than 10 DNS lookups, two records or a typing error: then nobody passes SPF.',
    fix: 'Open the SPF record: publish exactly one, take out what no longer sends, and stay within 10 lookups.',
    verify: 'A checker counts 10 lookups or fewer, and reports stop saying permerror.',
  })),
  rule('SPF_NONE', ofOurs('none'), ({ domain }) => ({
    title: `no SPF record for ${shown(domain)}`,
    what: `No SPF record for ${shown(domain)}.`,
    why: 'The return path uses this name, and it publishes nothing that SPF could check.',
    fix: `Publish an SPF record (TXT, v=spf1 …) at ${shown(domain)} that names its senders.`,
    verify: `A TXT query for ${shown(domain)} answers with one record that starts with v=spf1.`,
  })),
  rule('SPF_TEMPERROR', ofOurs('temperror'), ({ domain }) => ({
    title: 'DNS failed at the receiver',
    what: `DNS failed at the receiver while it checked the SPF of ${shown(domain)}.`,
    why: 'The name servers did not answer in time; the record itself may be sound.',
    fix: 'Watch DNS: if it goes on for days or at several receivers, ask whoever runs your name servers.',
    verify: 'Later reports say pass or fail in place of temperror.',
  })),
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

function senders({ source }: Evidence, all: readonly Evidence[]) {
  const name = source ? shown(source) : 'The sender';
  const more = all.some((one) => one.moreSources || one.source !== source);
  return more ? `${name} and other addresses are` : `${name} is`;
}

function quoted(words: string | null) {
  return words ? ` (“${shown(words)}”)` : '';
}
