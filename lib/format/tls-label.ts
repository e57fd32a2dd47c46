/** What a failed TLS session means (RFC 8460 §4.3), and what to do about it. */
export const TLS_RESULTS: Readonly<Record<string, { text: string; fix: string }>> = {
  'starttls-not-supported': result(
    'STARTTLS is not offered',
    'Switch on TLS at this host, or take it out of the MX record.',
  ),
  'certificate-host-mismatch': result(
    'The certificate names another host',
    'Issue one that names this host as the MX record does.',
  ),
  'certificate-expired': result('The certificate has expired', 'Renew it at this host.'),
  'certificate-not-trusted': result(
    'Nobody the sender trusts issued the certificate',
    'Use a public authority, and send the whole chain.',
  ),
  'validation-failure': result(
    'The session failed for another reason',
    'A few are usual: handshakes that broke off. Many ask for a look into the log of this host.',
  ),
  'tlsa-invalid': result(
    'The TLSA record does not match the certificate',
    'Publish the record of the new certificate before the old one goes.',
  ),
  'dnssec-invalid': result('DNSSEC could not be validated', 'Check the signatures of the zone.'),
  'dane-required': result(
    'The sender demands DANE, and there was none to use',
    'Publish TLSA records, signed by DNSSEC.',
  ),
  'sts-policy-fetch-error': result(
    'The MTA-STS policy could not be fetched',
    'It must be served by HTTPS at mta-sts, under .well-known, without a redirect.',
  ),
  'sts-policy-invalid': result(
    'The MTA-STS policy cannot be understood',
    'Check its lines: version, mode, mx and max_age.',
  ),
  'sts-webpki-invalid': result(
    'The server of the MTA-STS policy has no valid certificate',
    'Renew the certificate of the mta-sts host.',
  ),
};

/** The kinds of policy (RFC 8460 §4.4). */
export const TLS_POLICIES: Readonly<Record<string, string>> = {
  sts: 'MTA-STS',
  tlsa: 'DANE',
  'no-policy-found': 'no policy found',
};

function result(text: string, fix: string) {
  return { text, fix };
}
