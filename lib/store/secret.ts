import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '#lib/errors';
import { currentKey, knownKeys, type SealingKey } from './secret-keys.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a sealed value stands; `row` is what names the row for good, such as a mailbox's name. */
export type SecretPlace = { table: string; row: string; column: string };

/**
 * Seals a secret for the database: AES-256-GCM under a key that never enters it. Its place is bound
 * in, so that a sealed value moved to another row or column no longer opens.
 */
export function encrypt(secret: string, place: SecretPlace): string {
  const { id, bytes } = currentKey();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(boundTo(place));
  const sealed = Buffer.concat([
    cipher.update(secret, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `v2:${id}:${nonce.toString('base64url')}:${sealed.toString('base64url')}`;
}

/** Opens what `encrypt` sealed for the same place, under SECRET_KEY or SECRET_KEY_OLD. */
export function decrypt(text: string, place: SecretPlace): string {
  const { keyId, nonce, sealed, bound } = parse(text, place);
  const keys = knownKeys().filter(({ id }) => keyId === null || keyId === id);
  for (const key of keys) {
    const secret = open(key, { nonce, sealed, bound });
    if (secret !== null) return secret;
  }
  throw new AppError('config/invalid', { detail: whyClosed(place, keyId, keys.length > 0) });
}

/** Whether a value is sealed in today's form under today's key. */
export function isSealedAnew(text: string): boolean {
  return text.startsWith(`v2:${currentKey().id}:`);
}

type Sealed = { nonce: Buffer; sealed: Buffer; bound: Buffer };

function parse(text: string, place: SecretPlace): Sealed & { keyId: string | null } {
  const [version, ...parts] = text.split(':');
  // The first form named no key, and was bound to the row alone.
  const keyId = version === 'v2' ? (parts.shift() ?? '') : null;
  const [nonce = '', sealed = ''] = parts;
  return {
    keyId,
    nonce: Buffer.from(nonce, 'base64url'),
    sealed: version === 'v1' || version === 'v2' ? Buffer.from(sealed, 'base64url') : NOTHING,
    bound: version === 'v1' ? Buffer.from(`${place.table}:${place.row}`) : boundTo(place),
  };
}

const NOTHING = Buffer.alloc(0);

/** Null where this key did not seal it, or somebody has changed it since: GCM does not say which. */
function open(key: SealingKey, { nonce, sealed, bound }: Sealed): string | null {
  // A shorter tag would be taken for one that is easier to forge (SP 800-38D, 5.2.1.2).
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: TAG_BYTES })
    .setAAD(bound)
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  const opened = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function boundTo({ table, row, column }: SecretPlace) {
  return Buffer.from(`${table}:${row}:${column}`);
}

function whyClosed({ table, row, column }: SecretPlace, keyId: string | null, isKeyHere: boolean) {
  const what = `The ${column.replaceAll('_', ' ')} of ${table}:${row}`;
  if (keyId !== null && keyId !== '' && !isKeyHere) {
    return `${what} was sealed by another SECRET_KEY (${keyId}; this one is ${currentKey().id}). Give that one as SECRET_KEY_OLD, or enter the password again.`;
  }
  return `${what} does not open with this SECRET_KEY; restore the key, or enter the password again.`;
}
