/**
 * Whether a mail's headers look like those of a report: a guess for the mailbox test alone, what a
 * mail holds is decided by reading it. Subjects are those of RFC 9990 4.2 and RFC 8460 5.3.
 */
export function looksLikeReport(headers: string): boolean {
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ');
  return SIGNS.some((sign) => sign.test(unfolded));
}

const SIGNS = [
  /^subject:.*\breport domain:/im,
  /^subject:.*\breport-id:/im,
  /^subject:.*\bdmarc\b.*\breport/im,
  /^tls-report-domain:/im,
  /^content-type:.*\breport-type="?(tlsrpt|feedback-report)\b/im,
  /^content-type:\s*(application|text)\/(zip|x-zip|x-zip-compressed|gzip|x-gzip|xml|tlsrpt\+\w+)\b/im,
];
