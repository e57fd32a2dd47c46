import { hash, verify } from '@node-rs/argon2';
import { AppError, type Reason } from '#lib/errors';
import { isCommonPassword } from './common-passwords.ts';
import { SHORTEST_PASSWORD } from './long-passwords.ts';

const LONGEST_PASSWORD = 128;

/** OWASP's first choice: argon2id, 19 MiB, two passes. Argon2id is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each hash takes 19 MiB and a core: more at once only make everybody wait (SECURITY 5). */
const AT_ONCE = 2;
const QUEUE = 50;
let running = 0;
const waiting: (() => void)[] = [];

type PasswordFault = { detail: string; reason: Reason };

/** What is wrong with a new password, for its field; null for nothing. */
export async function judgePassword(
  password: string,
  email: string,
): Promise<PasswordFault | null> {
  if (password.length < SHORTEST_PASSWORD) {
    const values = { least: SHORTEST_PASSWORD };
    const detail = `Use at least ${SHORTEST_PASSWORD} characters.`;
    return { detail, reason: { why: 'shortPassword', values } };
  }
  if (password.length > LONGEST_PASSWORD) {
    const values = { most: LONGEST_PASSWORD };
    const detail = `Use at most ${LONGEST_PASSWORD} characters.`;
    return { detail, reason: { why: 'longPassword', values } };
  }
  const plain = password.toLowerCase();
  if (plain === email.toLowerCase() || plain === email.toLowerCase().split('@')[0]) {
    const detail = 'Use something other than your email address.';
    return { detail, reason: { why: 'ownPassword' } };
  }
  if (new Set(plain).size < 4 || (await isCommonPassword(plain))) {
    const detail = 'This is one of the first passwords an attacker tries. Use another one.';
    return { detail, reason: { why: 'commonPassword' } };
  }
  return null;
}

/** The argon2id hash to store. */
export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(password, COST));
}

/** Whether `password` is the one that was hashed. Where there is no hash it never is, after the same work. */
export async function verifyPassword(hashed: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(hashed ?? NOBODYS_HASH, password));
  return hashed !== null && matches;
}

/** Of 32 random bytes that nobody kept, at the same cost: a stranger's password is held against it. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$1yAXi+IQDrQNk+ci8MTO3g$yDQNGHOtB/p0MtF516DH/U17CQCcZPjnGm4GtwGBlfY';

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= QUEUE) throw new AppError('auth/throttled');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place goes straight to the next in line, so that nobody slips in between.
    if (next) next();
    else running -= 1;
  }
}
