import type { AuthResult } from '#lib/report/vocabulary';

/** Why a receiver may let mail pass that fails: a sealed ARC chain, a known list, a known forwarder. */
export type Excuse = 'arc' | 'list' | 'forwarder';

export type Signature = { domain: string; selector: string; result: AuthResult };

/** One way in which a sender's mail arrives, and which share of it does. */
export type Variant = {
  share: number;
  headerFrom: string;
  envelopeFrom: string;
  signatures: readonly Signature[];
  spf: AuthResult;
  excuses?: readonly Excuse[];
};

/**
 * Somebody who sends in the name of a domain: from which addresses, how much on an ordinary day, in
 * which rhythm, and between which days of the story.
 */
export type Sender = {
  name: string;
  ips: readonly string[];
  perDay: number;
  rhythm: 'office' | 'letters' | 'steady' | 'wave';
  from?: number;
  until?: number;
  /** Messages that one address sends to one receiver before the next is used. */
  perIp: number;
  variants: readonly Variant[];
};

/** What a receiver saw from one address in one variant. */
export type Seen = { sourceIp: string; count: number; variant: Variant };

/** A signature that passes. */
export function signed(domain: string, selector: string): Signature {
  return { domain, selector, result: 'pass' };
}

/** A signature that was broken on the way. */
export function broken(domain: string, selector: string): Signature {
  return { domain, selector, result: 'fail' };
}

/** Addresses in a row: `prefix` and a last number; IPv6 prefixes end in a colon. */
export function addresses(prefix: string, first: number, count: number): string[] {
  const base = prefix.endsWith(':') ? 16 : 10;
  return Array.from({ length: count }, (_, at) => `${prefix}${(first + at).toString(base)}`);
}
