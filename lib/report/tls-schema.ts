import { z } from 'zod';

/**
 * The shape of a TLS report after reading: RFC 8460 §4.4's nesting in camelCase. Absent is null; what
 * is not a closed word here is kept as the reporter wrote it.
 */
const stated = z.string().nullable();
const sessions = z.number().int().min(0).max(1_000_000_000_000);

export const TLS_POLICY_TYPES = ['tlsa', 'sts', 'no-policy-found', 'other'] as const;

const failureDetail = z.object({
  /** RFC 8460 §4.3 names thirteen; others are kept. Null when the reporter left it out. */
  resultType: stated,
  sendingMtaIp: stated,
  receivingMxHostname: stated,
  receivingMxHelo: stated,
  receivingIp: stated,
  failedSessions: sessions,
  additionalInformation: stated,
  failureReasonCode: stated,
});

const tlsPolicy = z.object({
  type: z.enum(TLS_POLICY_TYPES),
  typeRaw: z.string(),
  /** The policy as found, line by line or TLSA record by record. */
  strings: z.array(z.string()),
  /** Null when neither the report nor its file name says it. */
  domain: stated,
  mxHosts: z.array(z.string()),
  successfulSessions: sessions,
  failedSessions: sessions,
  failureDetails: z.array(failureDetail),
});

export const tlsReport = z.object({
  organizationName: z.string(),
  contactInfo: stated,
  reportId: z.string(),
  /** Seconds since 1970, UTC. */
  dateRange: z.object({ begin: z.number().int(), end: z.number().int() }),
  policies: z.array(tlsPolicy),
});

export type TlsReport = z.infer<typeof tlsReport>;
