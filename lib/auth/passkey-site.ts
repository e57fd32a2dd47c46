import { isIP } from 'node:net';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';

/**
 * The site that a passkey is bound to (WebAuthn, 5.1.2): the host of PUBLIC_URL, or the one that this
 * request was sent to. Null where browsers allow none: at a bare address.
 */
export function passkeySite(request: Headers): string | null {
  const { PUBLIC_URL, TRUSTED_PROXIES } = env();
  const forwarded = TRUSTED_PROXIES > 0 ? request.get('x-forwarded-host') : null;
  const url = PUBLIC_URL ?? `http://${forwarded ?? request.get('host') ?? ''}`;
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return isIP(hostname) || hostname.startsWith('[') ? null : hostname;
}

/** The site, and the page's origin that an answer must come from; proxy.ts has held it against ours. */
export function requirePasskeySite(request: Headers): { site: string; origin: string } {
  const site = passkeySite(request);
  const { PUBLIC_URL } = env();
  const origin = PUBLIC_URL ? new URL(PUBLIC_URL).origin : request.get('origin');
  if (site && origin) return { site, origin };
  throw new AppError('request/invalid', {
    detail: 'Passkeys need a host name: open this page by one, or set PUBLIC_URL.',
    reason: { why: 'passkeyHost' },
  });
}
