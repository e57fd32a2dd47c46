import { formatCount, formatPercent } from '#lib/format/number';
import type { ClassifiedSource } from '#lib/queries/classified-sources';

type Judged = Pick<ClassifiedSource, 'verdict' | 'sender' | 'label' | 'messages' | 'passed'>;

/** Whose a source is, in one sentence; of several, of the one with most messages. */
export function verdictTitle({ verdict, sender }: Judged): string {
  const name = sender?.name ?? null;
  if (verdict.candidate) {
    return name ? `Probably yours: ${name} can send as you` : 'Probably yours: it can send as you';
  }
  switch (verdict.class) {
    case 'own':
      return 'A server of yours';
    case 'approved':
      return `Approved: ${name ?? 'it'} sends for you`;
    case 'forwarder':
      return `A forwarder: ${name ?? 'it'} hands on mail that you sent`;
    case 'misconfigured':
      return 'Probably yours, and set up wrongly';
    case 'unknown':
      return 'Nobody knows yet whose it is';
    case 'spoof':
      return 'Suspected spoof: nothing of yours authenticates';
    case 'not-mine':
      return 'Not yours';
  }
}

/** How its mail fared. */
export function fareSentence(sources: readonly Judged[]): string {
  const sum = (key: 'messages' | 'passed') =>
    sources.reduce((total, source) => total + source[key], 0);
  const [messages, passed] = [sum('messages'), sum('passed')];
  if (passed === messages) return `All ${formatCount(messages)} messages reported passed.`;
  if (passed === 0) return `None of ${formatCount(messages)} messages reported passed.`;
  const failed = formatCount(messages - passed);
  return `${formatPercent(passed, messages)} of ${formatCount(messages)} messages reported passed; ${failed} failed.`;
}

/** What to do about it: every verdict ends in a deed (PRODUCT 3.0, Copy). */
export function verdictDeed({ verdict, passed, messages }: Judged): string {
  if (verdict.candidate)
    return 'Say below whether it is yours; that decides how its failures count.';
  switch (verdict.class) {
    case 'own':
    case 'approved':
      return passed === messages ? 'Nothing to do.' : 'Mend what fails: the diagnosis says how.';
    case 'forwarder':
      return 'Leave DNS as it is. Sign everything with DKIM: that is what survives forwarding.';
    case 'misconfigured':
      return 'Set it up as the diagnosis says, or say below that it is not yours.';
    case 'unknown':
      return 'Look at what speaks for and against, and say below what it is.';
    case 'spoof':
      return 'Change no DNS record for it; a stricter policy is what stops it.';
    case 'not-mine':
      return 'Change no DNS record for it; the policy is what stops it.';
  }
}
