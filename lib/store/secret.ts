import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret for the database: AES-256-GCM under a key that never enters it. `owner` (such as
 * `mailbox:reports`) is bound in, so that a sealed value moved to another row no longer opens.
 */
export function encrypt(secret: string, owner: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([
    cipher.update(secret, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `v1:${nonce.toString('base64url')}:${sealed.toString('base64url')}`;
}

/** Opens what `encrypt` sealed for the same owner under the same SECRET_KEY. */
export function decrypt(text: string, owner: string): string {
  const key = sealingKey();
  const [version, nonce = '', sealed = ''] = text.split(':');
  try {
    if (version !== 'v1') throw new Error(`A secret of the form ${version} is not known.`);
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return (
      decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch (cause) {
    throw new AppError('config/invalid', {
      cause,
      detail: `The secret of ${owner} does not open with this SECRET_KEY; restore the key, or enter the password again.`,
    });
  }
}

/** A key for this purpose alone, so that SECRET_KEY may serve others too (RFC 5869). */
function sealingKey() {
  const secretKey = env().SECRET_KEY;
  if (!secretKey) {
    throw new AppError('config/invalid', {
      detail:
        'SECRET_KEY is not set, so passwords can be neither kept nor read. Make one: openssl rand -base64 32',
    });
  }
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'ruascope stored secrets v1', 32));
}
