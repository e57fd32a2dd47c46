import { createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { mailboxFault } from './mailbox-fault.ts';

type Claims = { issuer: string; subject: string; audience: string; scope: string | null };

/** How long an assertion is good; Google takes an hour at most. */
const SECONDS = 600;

/** A service account's word that it asks in a user's name: a JWT of RS256 (RFC 7523, 3). */
export function jwtAssertion({ issuer, subject, audience, scope }: Claims, pem: string, now: Date) {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims = {
    iss: issuer,
    sub: subject,
    aud: audience,
    ...(scope !== null && { scope }),
    iat: issuedAt,
    exp: issuedAt + SECONDS,
  };
  const signed = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  const signature = createSign('RSA-SHA256').update(signed).sign(privateKey(pem), 'base64url');
  return `${signed}.${signature}`;
}

function encoded(part: object) {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function privateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // What OpenSSL says of it would quote the key.
  }
  throw mailboxFault('mailbox/refused', { why: 'keyUnreadable' });
}
