import { askAs } from '#lib/db/wall';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { isLoopback } from '#lib/loopback';
import { requireMailAccess } from '#lib/queries/require-mail-access';
import { clientAddress } from './client-address.ts';
import { viewerOfToken } from './token.ts';

/**
 * Who may read the figures of the process: a token that may read all domains, or a program on this machine. The
 * latter only where nobody else can connect: Next believes a client about its address.
 */
export async function requireScraper({ headers }: Request): Promise<void> {
  const authorization = headers.get('authorization');
  if (authorization) {
    const { viewer } = await viewerOfToken(authorization, 'read');
    requireMailAccess(viewer);
    return;
  }
  const { HOST, TRUSTED_PROXIES } = env();
  const alone = isLoopback(HOST) && TRUSTED_PROXIES === 0;
  if (alone && isLoopback(clientAddress(headers, 0) ?? '')) return askAs(SYSTEM_VIEWER);
  throw new AppError('auth/unauthenticated', {
    detail: 'Send a token that may read, or ask from this machine.',
  });
}
