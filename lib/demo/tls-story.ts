import type { TlsReport } from '#lib/report/tls-schema';
import { MAIN } from './cast.ts';
import { CHAPTERS } from './chapters.ts';
import type { StoryDay } from './day-report.ts';
import type { Dice } from './random.ts';
import type { Reporter } from './reporters.ts';
import { beatOf } from './story.ts';

/** The hosts that take mail in, and the addresses they do it at. */
const MX = [
  { host: `mx1.${MAIN}`, ip: '192.0.2.25' },
  { host: `mx2.${MAIN}`, ip: '192.0.2.26' },
] as const;
type Failure = TlsReport['policies'][number]['failureDetails'][number];

/** Who tells about encryption, by its host, and from which address it delivers to us. */
const TELLS: Readonly<Record<string, string>> = {
  'pinpost.example': '198.51.100.200',
  'skylark-mail.example': '198.51.100.210',
  'fernpost.example': '2001:db8:fe::25',
};

/**
 * What one reporter tells about its TLS sessions with the main domain's hosts on one day (RFC 8460);
 * null for a reporter that tells nothing of the kind. The second host's certificate expires while
 * the policy is still being tested, and is renewed some days later.
 */
export function tlsReportOf(reporter: Reporter, day: StoryDay, story: Dice): TlsReport | null {
  const sender = TELLS[reporter.host];
  if (!sender) return null;
  const dice = story.fork('tls', reporter.host, day.number);
  const weekday = new Date(day.startsAt * 1000).getUTCDay();
  const sessions = dice.round(
    dice.near(5200 * reporter.share * beatOf('office', day.moment, weekday), 0.15),
  );
  const failures = failuresOn(day.moment, sessions, sender, dice);
  const failed = failures.reduce((sum, { failedSessions }) => sum + failedSessions, 0);
  return {
    organizationName: reporter.name,
    contactInfo: reporter.email,
    reportId: `${new Date(day.startsAt * 1000).toISOString().slice(0, 10)}_${MAIN}_${dice.word('0123456789abcdef', 8)}`,
    dateRange: { begin: day.startsAt, end: day.startsAt + 86_399 },
    policies: [
      {
        type: 'sts',
        typeRaw: 'sts',
        strings: [
          'version: STSv1',
          `mode: ${day.moment >= CHAPTERS.stsEnforced ? 'enforce' : 'testing'}`,
          ...MX.map(({ host }) => `mx: ${host}`),
          'max_age: 604800',
        ],
        domain: MAIN,
        mxHosts: MX.map(({ host }) => host),
        successfulSessions: Math.max(0, sessions - failed),
        failedSessions: failed,
        failureDetails: failures,
      },
    ],
  };
}

function failuresOn(moment: number, sessions: number, sender: string, dice: Dice): Failure[] {
  const [first, second] = MX;
  const expired = moment >= CHAPTERS.certificateExpires && moment < CHAPTERS.certificateRenewed;
  const all = [
    // Every second session goes to the second host, which answers with a certificate of yesterday.
    failure('certificate-expired', second, expired ? dice.round(sessions * 0.46) : 0, sender),
    // Now and then a server is restarted in the middle of a handshake.
    failure('validation-failure', first, dice.next() < 0.06 ? dice.whole(1, 3) : 0, sender),
  ];
  return all.filter(({ failedSessions }) => failedSessions > 0);
}

function failure(
  resultType: string,
  { host, ip }: (typeof MX)[number],
  failedSessions: number,
  sendingMtaIp: string,
): Failure {
  return {
    resultType,
    sendingMtaIp,
    receivingMxHostname: host,
    receivingMxHelo: null,
    receivingIp: ip,
    failedSessions,
    additionalInformation: null,
    failureReasonCode: null,
  };
}
