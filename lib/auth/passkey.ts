import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { log } from '#lib/log';
import { passkeyIds } from '#lib/queries/passkey-list';
import { addPasskey, removePasskey, renamePasskey } from '#lib/store/passkey';
import { ownAccount, proveOwner } from './own-account.ts';
import { makeChallenge, spendChallenge } from './passkey-challenge.ts';
import { requirePasskeySite } from './passkey-site.ts';

/** What a browser is asked to make, as JSON, and what the page brings back with it. */
export type PasskeyQuestion = { options: string; sealed: string };

/** Asks the viewer's browser for a passkey that stands for password and second step at once. */
export async function askForPasskey(viewer: Viewer, site: string): Promise<PasskeyQuestion> {
  const { id, email, name } = await ownAccount(viewer);
  const { challenge, sealed } = makeChallenge(`add ${id}`);
  const known = await passkeyIds(id);
  const options = await generateRegistrationOptions({
    rpName: 'Ruascope',
    rpID: site,
    userName: email,
    userDisplayName: name,
    userID: Uint8Array.from(Buffer.from(id)),
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    excludeCredentials: known.map((credential) => ({ id: credential })),
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options: JSON.stringify(options), sealed };
}

/** Ed25519, ES256 and RS256 (RFC 9053, RFC 8812): one of them every device speaks. */
const ALGORITHMS = [-8, -7, -257];

const answer = z.object({
  id: z.string(),
  rawId: z.string(),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string().max(32)).max(10).optional(),
  }),
});

type NewPasskey = { name: string; password: string | null; sealed: string; response: string };

/** Keeps the passkey that the viewer's browser has made. Who has a password must know it. */
export async function keepPasskey(
  viewer: Viewer,
  { name, password, sealed, response }: NewPasskey,
  request: Headers,
): Promise<void> {
  const { id: userId, email, hasPassword } = await ownAccount(viewer);
  if (hasPassword) await proveOwner({ id: userId, email }, password ?? '', request);
  const { site, origin } = requirePasskeySite(request);
  const expectedChallenge = await spendChallenge(`add ${userId}`, sealed);
  const { credential, credentialBackedUp } = await refusing(async () => {
    const given = answer.parse(JSON.parse(response));
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...given,
        response: {
          clientDataJSON: given.response.clientDataJSON,
          attestationObject: given.response.attestationObject,
        },
      },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: site,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) throw new Error('The attestation is not verified.');
    return registrationInfo;
  });
  await addPasskey(viewer, email, {
    id: credential.id,
    userId,
    name: name.trim().slice(0, 100),
    publicKey: Uint8Array.from(credential.publicKey),
    counter: credential.counter,
    backedUp: credentialBackedUp,
  });
}

/** Gives one of the viewer's passkeys another name. */
export async function namePasskey(
  viewer: Viewer,
  { id, name }: { id: string; name: string },
): Promise<void> {
  await renamePasskey(viewer, (await ownAccount(viewer)).email, { id, name });
}

/** Takes one of the viewer's passkeys away. */
export async function dropPasskey(viewer: Viewer, id: string): Promise<void> {
  await removePasskey(viewer, (await ownAccount(viewer)).email, id);
}

/** Runs a verification; what it throws says only that the passkey was refused. */
export async function refusing<T>(judge: () => Promise<T>): Promise<T> {
  try {
    return await judge();
  } catch (cause) {
    log.warn({ err: cause }, 'a passkey was refused');
    throw new AppError('auth/unauthenticated', {
      cause,
      detail: 'The passkey was not accepted.',
      reason: { why: 'passkeyRefused' },
    });
  }
}
