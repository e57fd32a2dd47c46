import { findViewer } from '#lib/auth/find-viewer';
import { isCrossSite, isSameOrigin } from '#lib/auth/same-origin';
import { viewerOfToken } from '#lib/auth/token';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from '#lib/queries/require-mail-access';
import type { TokenScope } from '#lib/store/token';

/** Who asks, and the key under which their requests are counted. */
type Caller = { viewer: Viewer; key: string };

/** Who asks: whom a bearer token speaks for, else who holds the session of our own pages. */
export async function identify(request: Request, scope: TokenScope): Promise<Caller> {
  const caller = await callerOf(request, scope);
  const { role } = caller.viewer;
  if (scope === 'import' && (role === 'viewer' || role === 'auditor')) {
    throw new AppError('auth/forbidden', { detail: 'Your role may look at reports, not add any.' });
  }
  // A file may hold reports about any domain, and what came of it tells what is known of them.
  if (scope === 'import') requireMailAccess(caller.viewer);
  return caller;
}

async function callerOf(request: Request, scope: TokenScope): Promise<Caller> {
  const { headers, method, url } = request;
  const authorization = headers.get('authorization') ?? '';
  if (/^bearer\s/i.test(authorization)) {
    const { viewer, tokenId } = await viewerOfToken(authorization, scope);
    return { viewer, key: `token ${tokenId}` };
  }
  const own = { publicUrl: env().PUBLIC_URL, proxies: env().TRUSTED_PROXIES };
  if (method !== 'GET' && method !== 'HEAD' && !isSameOrigin(headers, own)) {
    throw new AppError('auth/forbidden', {
      detail: 'Send a token, or ask from a page of this site.',
    });
  }
  const viewer = isCrossSite(headers) ? null : await findViewer(headers);
  if (viewer) return { viewer, key: `user ${viewer.userId}` };
  throw new AppError('auth/unauthenticated', { detail: url.includes(TOKEN) ? SPOILT : NO_TOKEN });
}

const TOKEN = 'dmr_';
const NO_TOKEN =
  'Send a token: Authorization: Bearer dmr_… Make one under Settings, or by: ruascope token create NAME --scope read';
/** Addresses are logged by proxies and kept by browsers (SECURITY 1, row 30). */
const SPOILT =
  'A token belongs in a header (Authorization: Bearer dmr_…). This one stands in an address, which others may have logged: end it, and make another.';
