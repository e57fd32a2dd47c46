import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { type SecondStep, secondStep } from '#lib/queries/second-step';
import { lookOnce, takeOnce } from '#lib/store/one-time';
import { totpSecret } from '#lib/store/sealed-columns';
import { decrypt, encrypt } from '#lib/store/secret';
import {
  addTotp,
  removeTotp,
  replaceRecoveryCodes,
  spendRecoveryCode,
  spendTotpStep,
} from '#lib/store/totp';
import { countTry } from './count-try.ts';
import { currentSession, ownAccount, proveOwner } from './own-account.ts';
import { openPageSecret } from './page-secret.ts';
import { makeRecoveryCodes, recoveryHash } from './recovery-code.ts';
import { openSession } from './sign-in.ts';
import { base32, matchingStep, totpUri } from './totp.ts';

/** What an authenticator app is to know. `sealed` comes back with the code that proves it does. */
export type ProposedStep = { uri: string; key: string; sealed: string };

/** RFC 4226, 4: 160 bits. */
const SECRET_BYTES = 20;

/** A new secret for the viewer's authenticator app. Nothing is kept until it is proven. */
export async function proposeSecondStep(viewer: Viewer): Promise<ProposedStep> {
  const { id, email } = await ownAccount(viewer);
  const secret = randomBytes(SECRET_BYTES);
  const sealed = encrypt(secret.toString('base64'), totpSecret(id));
  return { uri: totpUri(secret, email), key: base32(secret), sealed };
}

type Proof = { sealed: string; code: string; password: string };

/** Turns the second step on; answers with the recovery codes, for the only time they can be seen. */
export async function addSecondStep(
  viewer: Viewer,
  { sealed, code, password }: Proof,
  request: Headers,
): Promise<string[]> {
  const { id: userId, email } = await ownAccount(viewer);
  await proveOwner({ id: userId, email }, password, request);
  const secret = openPageSecret(sealed, totpSecret(userId));
  const step = matchingStep(Buffer.from(secret, 'base64'), code, new Date());
  if (step === null) throw wrongCode();
  const codes = makeRecoveryCodes();
  const recoveryHashes = hashesOf(codes);
  const keep = await currentSession(request);
  await addTotp({ viewer, userId, email }, { secret, step, recoveryHashes, keep });
  return codes;
}

/** Other recovery codes for the viewer, in place of all that are left. */
export async function renewRecoveryCodes(
  viewer: Viewer,
  password: string,
  request: Headers,
): Promise<string[]> {
  const { id: userId, email } = await ownAccount(viewer);
  await proveOwner({ id: userId, email }, password, request);
  if (!(await secondStep(userId))) throw new AppError('request/not-found');
  const codes = makeRecoveryCodes();
  await replaceRecoveryCodes({ viewer, userId, email }, hashesOf(codes));
  return codes;
}

/** Takes the viewer's own second step away. */
export async function removeSecondStep(
  viewer: Viewer,
  password: string,
  request: Headers,
): Promise<void> {
  const { id, email } = await ownAccount(viewer);
  await proveOwner({ id, email }, password, request);
  await removeTotp(viewer, email);
}

const ticketValue = z.object({ userId: z.string(), email: z.string() });

/** Whether a ticket of `signIn` still waits for its code. */
export async function isWaiting(ticket: string): Promise<boolean> {
  return ticketValue.safeParse(await lookOnce('second-step', ticket)).success;
}

/**
 * The second step of a sign-in: a code of the authenticator app or a recovery code, each good once.
 * `auth/unauthenticated` for a wrong one, and for a ticket that has been left too long.
 */
export async function finishSignIn(
  ticket: string,
  code: string,
  request: Headers,
): Promise<Headers> {
  const waiting = ticketValue.safeParse(await lookOnce('second-step', ticket));
  if (!waiting.success) throw startAgain();
  const { userId, email } = waiting.data;
  const tried = await countTry(email, request, { secret: 'second step' });
  const step = await secondStep(userId);
  if (!step || !(await isRightCode(userId, step, code))) {
    await tried.wasWrong();
    throw wrongCode();
  }
  if ((await takeOnce('second-step', ticket)) === undefined) throw startAgain();
  tried.wasRight();
  return await openSession(userId, 'totp', request);
}

async function isRightCode(userId: string, { secret }: SecondStep, code: string) {
  const hash = recoveryHash(code);
  if (hash) return await spendRecoveryCode(userId, hash);
  const key = Buffer.from(decrypt(secret, totpSecret(userId)), 'base64');
  const step = matchingStep(key, code, new Date());
  return step !== null && (await spendTotpStep(userId, step));
}

function hashesOf(codes: readonly string[]) {
  return codes.flatMap((code) => recoveryHash(code) ?? []);
}

function wrongCode() {
  return new AppError('auth/unauthenticated', {
    detail: 'The code is wrong, or was used. Wait for the next one.',
    reason: { why: 'wrongCode' },
  });
}

function startAgain() {
  return new AppError('auth/unauthenticated', {
    detail: 'This took too long. Start again with your password.',
    reason: { why: 'startAgain' },
  });
}
