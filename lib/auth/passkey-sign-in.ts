import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { passkeyById, passkeysExist } from '#lib/queries/passkey-list';
import { notePasskeyUse } from '#lib/store/passkey';
import { countTry } from './count-try.ts';
import { type PasskeyQuestion, refusing } from './passkey.ts';
import { makeChallenge, spendChallenge } from './passkey-challenge.ts';
import { passkeySite, requirePasskeySite } from './passkey-site.ts';
import { openSession } from './sign-in.ts';

const PURPOSE = 'sign in';

/** Asks whatever browser it is for a passkey of this site; null while nobody has any. */
export async function askForSignIn(request: Headers): Promise<PasskeyQuestion | null> {
  const site = passkeySite(request);
  if (!site || !(await passkeysExist())) return null;
  const { challenge, sealed } = makeChallenge(PURPOSE);
  const options = await generateAuthenticationOptions({
    rpID: site,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
  });
  return { options: JSON.stringify(options), sealed };
}

const answer = z.object({
  id: z.string().max(1400),
  rawId: z.string(),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
  }),
});

type Given = { sealed: string; response: string };

/**
 * Opens a session for whoever signs the page's challenge with a passkey, in the presence of a person
 * whom the device has verified: something they have, and something they know or are.
 */
export async function signInByPasskey(
  { sealed, response }: Given,
  request: Headers,
): Promise<Headers> {
  const { site, origin } = requirePasskeySite(request);
  const given = await refusing(async () => answer.parse(JSON.parse(response)));
  const tried = await countTry(given.id, request, { secret: 'passkey' });
  const expectedChallenge = await spendChallenge(PURPOSE, sealed);
  const userId = await refusing(async () => {
    const known = await passkeyById(given.id);
    if (!known) throw new Error('There is no such passkey.');
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: site,
      credential: {
        id: known.id,
        publicKey: Uint8Array.from(known.publicKey),
        counter: Number(known.counter),
      },
    });
    if (!verified) throw new Error('The signature is wrong.');
    await notePasskeyUse(known.id, authenticationInfo.newCounter);
    return known.userId;
  }).catch(async (error: unknown) => {
    await tried.wasWrong();
    throw error;
  });
  tried.wasRight();
  return await openSession(userId, 'passkey', request);
}
