import { createHash, randomBytes } from 'node:crypto';
import { base32 } from './totp.ts';

const HOW_MANY = 10;
/** 80 bits: nobody finds one by its hash. */
const BYTES = 10;

/** New recovery codes, as they are shown once: `ABCD-EFGH-IJKL-MNOP`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => grouped(base32(randomBytes(BYTES))));
}

/** What is kept of a code, however it is typed; null for what cannot be one. */
export function recoveryHash(code: string): Uint8Array<ArrayBuffer> | null {
  const plain = code.toUpperCase().replace(/[\s-]/g, '');
  if (!/^[A-Z2-7]{16}$/.test(plain)) return null;
  return Uint8Array.from(createHash('sha256').update(plain).digest());
}

function grouped(text: string) {
  return text.match(/.{4}/g)?.join('-') ?? text;
}
