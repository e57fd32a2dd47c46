import { organizationalDomain } from '#lib/domain-name';
import type { FoundSender } from './find-sender.ts';
import type { SourceLabel } from './source-class.ts';

/** A signature in the domain's own name: messages on which it passed, and on which it did not. */
export type OwnSignature = { domain: string; selector: string; passed: number; failed: number };

/** Everything that the rules look at: one source as it sent for one domain. Counts are messages. */
export type SourceFacts = {
  /** The policy domain. */
  domain: string;
  /** Somebody said that the domain is parked: it sends no mail. */
  parked: boolean;
  ip: string | null;
  firstDay: string;
  messages: number;
  passed: number;
  dkimAligned: number;
  spfAligned: number;
  ownSignatures: readonly OwnSignature[];
  /** On which SPF passed for a domain of the same organisation, aligned or not. */
  ownSpfPassed: number;
  /** Domains of others that passed SPF or DKIM here. */
  foreign: readonly string[];
  /** Whose return path was rewritten by a forwarder (SRS). */
  rewritten: number;
  /** On which the receiver said that they were forwarded, sent by a list or sealed (ARC). */
  excused: number;
  headerFroms: readonly string[];
  ptr: string | null;
  /** Null until somebody has looked, and where DNS did not answer. */
  ptrConfirmed: boolean | null;
  /** DNS was asked, and knows no name. */
  nameless: boolean;
  /** The network (autonomous system) that the address stands in; null where nobody knows. */
  asn: number | null;
  asName: string | null;
  sender: FoundSender | null;
  /** Whose SPF record covers the address, and whether receivers asked that one; null where none is known to. */
  listed: { by: string; asked: boolean } | null;
  label: SourceLabel | null;
};

/** Together with its neighbours: by service, by the base of its confirmed name, or alone. */
export function groupOf({ sender, ptr, ptrConfirmed, ip }: SourceFacts): string {
  if (sender) return sender.sender.name;
  if (ptr !== null && ptrConfirmed) return organizationalDomain(ptr);
  return networkOf(ip);
}

/** The network a source stands in: /24, or /48 of IPv6 (PRODUCT 3.1, rule 8). */
export function networkOf(ip: string | null): string {
  if (ip === null) return 'no address';
  if (!ip.includes(':')) return ip.split('.').slice(0, 3).join('.');
  const [head = ''] = ip.split('::');
  const groups = head === '' ? [] : head.split(':');
  return [...groups, '0', '0', '0'].slice(0, 3).join(':');
}

/** What a network is called: its number, and the name that it is registered under. */
export function networkName({ asn, asName }: Pick<SourceFacts, 'asn' | 'asName'>): string {
  return `AS${asn}${asName ? ` ${asName}` : ''}`;
}

/** Whether a name belongs to the same organisation as the domain. */
export function isOwn(name: string, domain: string): boolean {
  return organizationalDomain(name) === organizationalDomain(domain);
}

/** Whether the host bears a confirmed name below the domain itself. */
export function hasOwnName({
  ptr,
  ptrConfirmed,
  domain,
}: Pick<SourceFacts, 'ptr' | 'ptrConfirmed' | 'domain'>): boolean {
  return ptr !== null && ptrConfirmed === true && isOwn(ptr, domain);
}

/** A selector as the whole domain shares it. */
export function selectorKey(facts: SourceFacts, { domain, selector }: OwnSignature): string {
  return `${facts.domain} ${domain} ${selector}`;
}
