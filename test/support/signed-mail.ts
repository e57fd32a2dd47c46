import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** The TXT record of the one key that tests sign with, at `s1._domainkey.<domain>`. */
export const DKIM_KEY = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;

/** A mail with a DKIM signature of each domain on top. */
export async function signMail(
  mail: string | Uint8Array,
  domains: readonly string[],
  more: Record<string, unknown> = {},
): Promise<Buffer> {
  const raw = Buffer.from(mail);
  const key = { selector: 's1', privateKey, ...more };
  const lines = domains.map(async (signingDomain) => {
    const { signatures } = await dkimSign(raw, {
      signingDomain,
      ...key,
      signatureData: [{ signingDomain, ...key }],
    });
    return Buffer.from(signatures);
  });
  return Buffer.concat([...(await Promise.all(lines)), raw]);
}
