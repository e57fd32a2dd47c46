/** What this installation knows about its own address. */
type OwnAddress = { publicUrl: string | undefined; proxies: number };

/**
 * Whether a request that changes something comes from one of our own pages: its Origin names
 * PUBLIC_URL, or the host the request was sent to. Browsers send Origin with every such request; one
 * without it, or with `null`, is not ours (SECURITY 28).
 */
export function isSameOrigin(request: Headers, own: OwnAddress): boolean {
  const origin = request.get('origin');
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (own.publicUrl && from.origin === new URL(own.publicUrl).origin) return true;
  return from.host === hostOf(request, own.proxies);
}

/**
 * Whether a browser says that another site caused this request: an answer to it would be of no use
 * to that site, and work for us. Programs do not say.
 */
export function isCrossSite(request: Headers): boolean {
  const site = request.get('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}

/** The host as the client named it; a proxy of ours may have put its own name in its place. */
function hostOf(request: Headers, proxies: number) {
  const forwarded = proxies > 0 ? request.get('x-forwarded-host') : null;
  return (forwarded ?? request.get('host') ?? '').toLowerCase();
}
