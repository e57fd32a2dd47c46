/**
 * What a page of ours may load: scripts that bear this request's nonce and what they load, and
 * nothing of another host. `style` attributes stay allowed: charts and bars are sized by them.
 */
export function contentSecurityPolicy(nonce: string, { development = false } = {}): string {
  // React's development build evaluates code, and its styles come from inline elements.
  const scripts = development ? " 'unsafe-eval'" : '';
  const styles = development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${scripts}`,
    `style-src ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
