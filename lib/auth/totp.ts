import { createHmac } from 'node:crypto';

/** RFC 6238 as every authenticator app reads it: SHA-1, six digits, thirty seconds. */
const STEP_SECONDS = 30;
const DIGITS = 6;

/** Which thirty seconds since 1970 a moment lies in. */
export function timeStep(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS);
}

/** The code of a time step (RFC 4226, 5.3). */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The time step whose code this is: the present one, or a neighbour, for a clock that is half a minute
 * off (RFC 6238, 5.2). Null for none of them.
 */
export function matchingStep(secret: Uint8Array, code: string, now: Date): number | null {
  const given = code.replace(/\s/g, '');
  const present = timeStep(now);
  return (
    [present, present - 1, present + 1].find((step) => totpCode(secret, step) === given) ?? null
  );
}

/** What an authenticator app reads from the QR code. */
export function totpUri(secret: Uint8Array, email: string): string {
  const label = `${encodeURIComponent(ISSUER)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(ISSUER)}`;
}

const ISSUER = 'Ruascope';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, 6, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}
