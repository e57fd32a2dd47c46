import { z } from 'zod';

/**
 * The shape of a failure report after reading: the fields of RFC 5965, 6591 and 9991, and of the mail
 * that failed the three headers that tell which it was. Those are personal data, and shown masked
 * (RFC 9991, Privacy Considerations); its text is no part of the report.
 */
const stated = z.string().nullable();

export const failureReport = z.object({
  /** `fields` is ARF; `text` is a mail in prose, as Exim and cPanel send it. */
  form: z.enum(['fields', 'text']),
  feedbackType: stated,
  userAgent: stated,
  version: stated,
  authFailure: stated,
  deliveryResult: stated,
  identityAlignment: stated,
  authenticationResults: z.array(z.string()),
  reportedDomain: stated,
  sourceIp: stated,
  /** The field as written, where it is no address. */
  sourceIpRaw: stated,
  arrivalDate: z.date().nullable(),
  arrivalDateRaw: stated,
  incidents: z.number().int().min(1).max(1_000_000_000),
  reportingMta: stated,
  originalMailFrom: stated,
  originalRcptTo: z.array(z.string()),
  dkimDomain: stated,
  dkimSelector: stated,
  dkimIdentity: stated,
  spfDns: stated,
  original: z.object({ from: stated, subject: stated, messageId: stated }),
});

export type FailureReport = z.infer<typeof failureReport>;
