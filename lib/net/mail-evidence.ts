import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { dmarc } from 'mailauth/lib/dmarc/index.js';
import { normaliseDomain } from '#lib/domain-name';
import { readAuthenticationResults } from '#lib/report/authentication-results';
import type { CheckedSignature, MailEvidence } from '#lib/report/authenticity';
import type { Dns, Lookup } from './dns.ts';

/** Signatures looked at: one mail with 300 makes 300 questions to strangers' DNS (SECURITY 1, 25). */
const SIGNATURES = 5;
/** Keys of five signatures, and the walk up the tree to the author's policy (RFC 9989 §4.10). */
const QUESTIONS = SIGNATURES + 8;
const PATIENCE_MS = 6_000;

export type EvidenceOptions = {
  dns: Dns;
  /** authserv-ids of the mailbox's own servers, whose Authentication-Results are believed. */
  authservIds: readonly string[];
};

/**
 * Gathers what proves, or does not prove, who sent a mail: its DKIM signatures over the raw bytes,
 * the word of the mailbox's own server, and the policy of its author domain. Never throws; what DNS
 * did not answer in time is missing from it.
 */
export async function gatherEvidence(
  raw: Uint8Array,
  { dns, authservIds }: EvidenceOptions,
): Promise<MailEvidence> {
  const { lookup, state } = dns.forMail(QUESTIONS);
  const received = readAuthenticationResults(raw, authservIds);
  const checked = await inTime(checkSignatures(raw, lookup));
  const { author, signatures } = checked ?? { author: null, signatures: [] };
  const policy = author ? await inTime(publishedPolicy(author, lookup)) : null;
  return { author, signatures, received, policy, dns: state() };
}

async function checkSignatures(raw: Uint8Array, resolver: Lookup) {
  const { results, headerFrom, fromFields } = await dkimVerify(firstSignatures(raw), { resolver });
  const authors = new Set((headerFrom ?? []).map(domainOf));
  const [only = null] = authors;
  const single = authors.size === 1 && (fromFields ?? 1) === 1;
  return { author: single ? only : null, signatures: results.map(toSignature) };
}

type Verified = Awaited<ReturnType<typeof dkimVerify>>['results'][number];

function toSignature(result: Verified): CheckedSignature {
  return {
    domain: normaliseDomain(result.signingDomain ?? '') ?? '',
    selector: result.selector ?? '',
    result: result.status.result,
    limited: result.canonBodyLengthLimited === true || Boolean(result.status.underSized),
  };
}

async function publishedPolicy(author: string, resolver: Lookup) {
  const found = await dmarc({ headerFrom: author, resolver });
  return found && 'policy' in found ? (found.policy ?? null) : null;
}

/** Hides every DKIM-Signature after the fifth, by its first letter: nothing else moves. */
function firstSignatures(raw: Uint8Array): Buffer {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const end = mail.indexOf('\r\n\r\n');
  const head = mail.toString('latin1', 0, end < 0 ? Math.min(mail.length, 2 ** 20) : end);
  const surplus = [...head.matchAll(/(?<=^|\n)dkim-signature[ \t]*:/gi)].slice(SIGNATURES);
  if (surplus.length === 0) return mail;
  const copy = Buffer.from(mail);
  for (const { index } of surplus) copy[index] = 0x78;
  return copy;
}

function domainOf(address: string) {
  return normaliseDomain(address.slice(address.lastIndexOf('@') + 1));
}

/** The value, or null when it did not come in time or could not be had. */
async function inTime<T>(promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } catch {
    // A mail that cannot be judged is unjudged: the report in it is read all the same.
    return null;
  } finally {
    clearTimeout(timer);
  }
}
