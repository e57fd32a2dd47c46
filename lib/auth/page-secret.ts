import { AppError } from '#lib/errors';
import { decrypt, type SecretPlace } from '#lib/store/secret';

/** Opens what a page was given sealed and brings back; what does not open was not sealed for it. */
export function openPageSecret(sealed: string, place: SecretPlace): string {
  try {
    return decrypt(sealed, place);
  } catch (cause) {
    throw pageTooOld(cause);
  }
}

/** What is said of a page whose secret is old, was used, or is another's. */
export function pageTooOld(cause?: unknown): AppError {
  return new AppError('auth/unauthenticated', {
    cause,
    detail: 'This page was open for too long. Load it again.',
    reason: { why: 'loadAgain' },
  });
}
