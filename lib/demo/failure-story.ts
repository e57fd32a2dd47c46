import type { FailureReport } from '#lib/report/failure-schema';
import { type DemoDomain, MAIN, PARKED } from './cast.ts';
import { CHAPTERS } from './chapters.ts';
import { mailDate } from './mime.ts';
import type { Dice } from './random.ts';
import { policyOn } from './story.ts';

/** A mail that failed, and who told us: most reporters never do (RFC 9991 §4, privacy). */
type Incident = {
  moment: number;
  host: 'amberline.example' | 'mail.nordhaven.example';
  domain: DemoDomain;
  kind: 'forged' | 'broken' | 'stranger';
  subject: string;
};

const { waveBegins, waveEnds, surveyjetStarts } = CHAPTERS;

/** The wave of forged invoices, a list that breaks signatures, and a service nobody set up. */
export const INCIDENTS: readonly Incident[] = [
  forged(waveBegins + 0.4, 'Invoice 20391 is overdue'),
  forged(waveBegins + 1.2, 'Invoice 20417 is overdue'),
  forged(waveBegins + 2.3, 'Invoice 20418 is overdue', PARKED),
  forged(waveBegins + 3.6, 'Final reminder: invoice 20391'),
  forged(waveBegins + 5.1, 'Your account will be closed'),
  forged(waveEnds - 2.5, 'Invoice 21002 is overdue'),
  { ...told('broken', 52.3), subject: '[harbour-club] Summer regatta' },
  { ...told('broken', 67.8), subject: '[harbour-club] Who has a spare mooring?' },
  forged(70.2, 'Voice message from the chairman', PARKED),
  { ...told('stranger', surveyjetStarts + 1.4), subject: 'How did we do?' },
  { ...told('stranger', surveyjetStarts + 2.6), subject: 'How did we do?' },
];

function told(kind: Incident['kind'], moment: number) {
  return { kind, moment, host: 'mail.nordhaven.example', domain: MAIN } as const;
}

function forged(moment: number, subject: string, domain: DemoDomain = MAIN): Incident {
  return { moment, host: 'amberline.example', domain, kind: 'forged', subject };
}

/** The report about one of them (RFC 9991 §3): the mail arrived at `at`, seconds since 1970. */
export function failureReportOf(incident: Incident, at: number, story: Dice): FailureReport {
  const { kind, host, domain, subject, moment } = incident;
  const dice = story.fork('failure', host, moment);
  const mail = MAILS[kind](domain, dice);
  const arrivalDate = new Date(at * 1000);
  const mta = `mx.${host.replace(/^mail\./, '')}`;
  return {
    form: 'fields',
    feedbackType: 'auth-failure',
    userAgent: host === 'amberline.example' ? 'opendmark/1.4.2' : 'Nordhaven-Mail/8',
    version: '1',
    authFailure: kind === 'broken' ? 'signature' : 'dmarc',
    deliveryResult: DELIVERED[policyOn(domain, moment).p ?? 'none'] ?? null,
    identityAlignment: 'none',
    authenticationResults: [
      `${mta}; dmarc=fail header.from=${domain}; spf=${mail.spf} smtp.mailfrom=${mail.envelope}; ${mail.dkim}`,
    ],
    reportedDomain: domain,
    sourceIp: mail.ip,
    sourceIpRaw: mail.ip,
    arrivalDate,
    arrivalDateRaw: mailDate(arrivalDate),
    incidents: kind === 'forged' ? dice.whole(1, 9) : 1,
    reportingMta: `dns; ${mta}`,
    originalMailFrom: `<${mail.local}@${mail.envelope}>`,
    originalRcptTo: [`<${dice.word('abcdefghijklmnoprstuvw', 6)}@${host}>`],
    dkimDomain: kind === 'broken' ? domain : null,
    dkimSelector: kind === 'broken' ? 'mail2026' : null,
    dkimIdentity: null,
    spfDns: null,
    original: {
      from: `${mail.author}@${domain}`,
      subject,
      messageId: `<${dice.word('0123456789abcdef', 16)}@${mail.envelope}>`,
    },
  };
}

/** RFC 6591 §3.2.2 knows delivered, spam, policy, reject and other. */
const DELIVERED: Readonly<Record<string, string>> = {
  none: 'delivered',
  quarantine: 'spam',
  reject: 'reject',
};

const MAILS = {
  forged: (domain: string, dice: Dice) => ({
    ip: `203.0.113.${dice.whole(192, 239)}`,
    author: 'billing',
    envelope: domain,
    local: 'billing',
    spf: 'fail',
    dkim: 'dkim=none',
  }),
  broken: (domain: string) => ({
    ip: '203.0.113.150',
    author: 'ina.holm',
    envelope: 'lists.harbour-club.example',
    local: 'regatta-bounces',
    spf: 'pass',
    dkim: `dkim=fail header.d=${domain} header.s=mail2026; dkim=pass header.d=lists.harbour-club.example`,
  }),
  stranger: () => ({
    ip: '203.0.113.60',
    author: 'sales',
    envelope: 'mail.surveyjet.example',
    local: 'bounce',
    spf: 'pass',
    dkim: 'dkim=pass header.d=surveyjet.example header.s=sj',
  }),
} as const;
