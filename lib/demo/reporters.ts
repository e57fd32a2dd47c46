import type { AggregateReport } from '#lib/report/aggregate-schema';
import type { Excuse } from './sender.ts';
import type { Wrapping } from './write-message.ts';

/**
 * A receiver that reports: its share of all mail, and its habits. Every one is invented; the habits
 * are those of the field (both dialects, five ways to attach a file, four kinds of Report-ID, days
 * that end at 86399 or 86400 seconds, or at local midnight).
 */
export type Reporter = {
  name: string;
  host: string;
  email: string;
  contact: string | null;
  share: number;
  /** From the end of the day to the mail that tells about it. */
  delayHours: number;
  dialect: AggregateReport['dialect'];
  generator: string | null;
  wrapping: Wrapping;
  reportId: 'number' | 'hex' | 'period' | 'address';
  /** When its day begins, seen from UTC; and its last second, as it counts. */
  startHour: number;
  daySeconds: 86399 | 86400;
  /** What it forgives to mail that fails. */
  forgives: readonly Excuse[];
  /** The harshest it ever is, whatever the policy asks. */
  strictest: 'reject' | 'quarantine';
  /** The recipient's domain in its records, where it tells it. */
  envelopeTo: string | null;
  /** The day of the story from which it is not heard of any more. */
  silentFrom: number | null;
};

const habits = {
  contact: null,
  dialect: 'rfc7489',
  generator: null,
  wrapping: 'attached-gzip',
  startHour: 0,
  daySeconds: 86400,
  forgives: [],
  strictest: 'reject',
  envelopeTo: null,
  silentFrom: null,
} as const;

export const REPORTERS: readonly Reporter[] = [
  {
    ...habits,
    name: 'pinpost.example',
    host: 'pinpost.example',
    email: 'noreply-dmarc@pinpost.example',
    contact: 'https://support.pinpost.example/dmarc',
    share: 0.36,
    delayHours: 9,
    wrapping: 'bare-zip',
    reportId: 'number',
    daySeconds: 86399,
    forgives: ['arc', 'list'],
  },
  {
    ...habits,
    name: 'Skylark Mail',
    host: 'skylark-mail.example',
    email: 'dmarcreport@skylark-mail.example',
    share: 0.23,
    delayHours: 14,
    wrapping: 'html-gzip',
    reportId: 'hex',
    forgives: ['arc'],
    envelopeTo: 'skylark-mail.example',
  },
  {
    ...habits,
    name: 'Fernpost',
    host: 'fernpost.example',
    email: 'noreply@fernpost.example',
    contact: 'https://postmaster.fernpost.example/en/dmarc',
    share: 0.11,
    delayHours: 4,
    dialect: 'rfc9990',
    generator: 'fernreport 3.2',
    reportId: 'hex',
    daySeconds: 86399,
    forgives: ['list'],
  },
  {
    ...habits,
    name: 'Yonder',
    host: 'yonder.example',
    email: 'dmarchelp@yonder.example',
    share: 0.09,
    delayHours: 7,
    reportId: 'period',
    daySeconds: 86399,
    forgives: ['arc'],
  },
  {
    ...habits,
    name: 'Kestrel Gateway',
    host: 'kestrel-gateway.example',
    email: 'reports@kestrel-gateway.example',
    share: 0.06,
    delayHours: 27,
    wrapping: 'attached-zip',
    reportId: 'address',
    strictest: 'quarantine',
  },
  {
    ...habits,
    name: 'Amberline Hosting',
    host: 'amberline.example',
    email: 'dmarc@amberline.example',
    share: 0.05,
    delayHours: 3,
    dialect: 'rfc9990',
    generator: 'opendmark 1.4.2',
    reportId: 'address',
  },
  {
    ...habits,
    name: 'Meadowmail',
    host: 'meadowmail.example',
    email: 'postmaster@meadowmail.example',
    share: 0.04,
    delayHours: 11,
    reportId: 'period',
    daySeconds: 86399,
    silentFrom: 82,
  },
  {
    ...habits,
    name: 'University of Nordhaven',
    host: 'mail.nordhaven.example',
    email: 'dmarc-noreply@nordhaven.example',
    share: 0.03,
    delayHours: 6,
    wrapping: 'inline-xml',
    reportId: 'period',
    startHour: -2,
    forgives: ['list', 'forwarder'],
  },
  {
    ...habits,
    name: 'Brightwater Bank',
    host: 'brightwater-bank.example',
    email: 'dmarc-rua@brightwater-bank.example',
    share: 0.02,
    delayHours: 33,
    wrapping: 'attached-zip',
    reportId: 'hex',
    envelopeTo: 'brightwater-bank.example',
  },
  {
    ...habits,
    name: 'Hollow Oak Telecom',
    host: 'hollowoak.example',
    email: 'noreply.dmarc@hollowoak.example',
    share: 0.01,
    delayHours: 19,
    dialect: 'rfc9990',
    reportId: 'number',
    forgives: ['forwarder'],
  },
];
