/** Why a TLS session failed (RFC 8460 §4.3). */
export const TLS_RESULTS = [
  'starttls-not-supported',
  'certificate-host-mismatch',
  'certificate-expired',
  'certificate-not-trusted',
  'validation-failure',
  'tlsa-invalid',
  'dnssec-invalid',
  'dane-required',
  'sts-policy-fetch-error',
  'sts-policy-invalid',
  'sts-webpki-invalid',
] as const;

/** The kinds of policy (RFC 8460 §4.4). */
export const TLS_POLICIES = ['sts', 'tlsa', 'no-policy-found'] as const;
