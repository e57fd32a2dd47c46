import { CHAPTERS } from './chapters.ts';
import { addresses, broken, type Sender, type Signature, signed, type Variant } from './sender.ts';

/**
 * Who plays: three domains of one company, and everybody who sends in their names. Names end in
 * .example and addresses come from the documentation ranges (RFC 2606, 5737, 3849).
 */
export const MAIN = 'tidewater.example';
export const LETTERS = 'tidewater-news.example';
export const PARKED = 'oldtidewater.example';

export const DOMAINS = [MAIN, LETTERS, PARKED] as const;
export type DemoDomain = (typeof DOMAINS)[number];

const OWN_SERVERS = [...addresses('192.0.2.', 10, 2), '2001:db8:10::25'];
const SUITE = [...addresses('198.51.100.', 32, 5), ...addresses('2001:db8:20::', 1, 2)];
const SENDWELL = addresses('203.0.113.', 16, 6);
const BOTS = [
  ...addresses('198.51.100.', 128, 64),
  ...addresses('203.0.113.', 192, 48),
  ...addresses('2001:db8:bad::', 1, 24),
];

export const SENDERS: Readonly<Record<DemoDomain, readonly Sender[]>> = {
  [MAIN]: [
    {
      name: 'own mail servers',
      ips: OWN_SERVERS,
      perDay: 2900,
      rhythm: 'office',
      perIp: 20,
      variants: [
        {
          ...from(MAIN),
          share: 0.985,
          signatures: [signed(MAIN, 'mail2026')],
          spf: 'pass',
        },
        {
          ...from(MAIN),
          share: 0.015,
          signatures: [broken(MAIN, 'mail2026')],
          spf: 'pass',
        },
      ],
    },
    {
      name: 'Deskmark, the office suite',
      ips: SUITE,
      perDay: 3300,
      rhythm: 'office',
      perIp: 40,
      variants: [{ ...from(MAIN), share: 1, signatures: [signed(MAIN, 'deskmark')], spf: 'pass' }],
    },
    {
      name: 'Sendwell, invoices: signs in our name, bounces to its own',
      ips: SENDWELL.slice(0, 4),
      perDay: 1500,
      rhythm: 'office',
      perIp: 60,
      variants: [
        {
          share: 1,
          headerFrom: MAIN,
          envelopeFrom: 'bounces.sendwell.example',
          signatures: [signed(MAIN, 'sw1'), signed('sendwell.example', 's1')],
          spf: 'pass',
        },
      ],
    },
    {
      name: 'Ledgerly, the CRM: bounces to our subdomain, signs in its own name',
      ips: addresses('203.0.113.', 40, 2),
      perDay: 800,
      rhythm: 'office',
      perIp: 80,
      variants: [
        {
          share: 1,
          headerFrom: MAIN,
          envelopeFrom: `crm.${MAIN}`,
          signatures: [signed('ledgerly.example', 'k2')],
          spf: 'pass',
        },
      ],
    },
    {
      name: 'Mailhorn, reminders: nobody told it to sign in our name',
      ips: addresses('198.51.100.', 80, 3),
      perDay: 950,
      rhythm: 'office',
      perIp: 60,
      from: CHAPTERS.mailhornStarts,
      until: CHAPTERS.mailhornMended,
      variants: [mailhorn([signed('mailhorn.example', 'mh')])],
    },
    {
      name: 'Mailhorn, mended',
      ips: addresses('198.51.100.', 80, 3),
      perDay: 1050,
      rhythm: 'office',
      perIp: 60,
      from: CHAPTERS.mailhornMended,
      variants: [mailhorn([signed(MAIN, 'mailhorn'), signed('mailhorn.example', 'mh')])],
    },
    {
      name: 'Surveyjet: somebody in Sales signed up last week',
      ips: addresses('203.0.113.', 60, 2),
      perDay: 420,
      rhythm: 'office',
      perIp: 60,
      from: CHAPTERS.surveyjetStarts,
      variants: [
        {
          share: 1,
          headerFrom: MAIN,
          envelopeFrom: 'mail.surveyjet.example',
          signatures: [signed('surveyjet.example', 'sj')],
          spf: 'pass',
        },
      ],
    },
    {
      name: 'the scanner in the branch office',
      ips: ['192.0.2.77'],
      perDay: 35,
      rhythm: 'office',
      perIp: 100,
      variants: [
        {
          share: 1,
          headerFrom: `scanner.${MAIN}`,
          envelopeFrom: `scanner.${MAIN}`,
          signatures: [],
          spf: 'softfail',
        },
      ],
    },
    ...forwarders(MAIN, 'mail2026', 1),
    {
      name: 'the wave of forged invoices',
      ips: BOTS,
      perDay: 3000,
      rhythm: 'wave',
      perIp: 18,
      variants: forged(MAIN, `billing.${MAIN}`),
    },
    {
      name: 'everyday forgers',
      ips: BOTS.slice(0, 40),
      perDay: 90,
      rhythm: 'steady',
      perIp: 4,
      variants: forged(MAIN, MAIN),
    },
  ],
  [LETTERS]: [
    {
      name: 'Sendwell, newsletters',
      ips: SENDWELL,
      perDay: 3100,
      rhythm: 'letters',
      perIp: 250,
      variants: [
        {
          share: 1,
          headerFrom: LETTERS,
          envelopeFrom: 'bounces.sendwell.example',
          signatures: [signed(LETTERS, 'sw1'), signed('sendwell.example', 's1')],
          spf: 'pass',
        },
      ],
    },
    {
      name: 'own mail servers',
      ips: OWN_SERVERS.slice(0, 2),
      perDay: 140,
      rhythm: 'office',
      perIp: 30,
      variants: [
        { ...from(LETTERS), share: 1, signatures: [signed(LETTERS, 'mail2026')], spf: 'pass' },
      ],
    },
    ...forwarders(LETTERS, 'sw1', 0.35),
    {
      name: 'everyday forgers',
      ips: BOTS.slice(30, 60),
      perDay: 25,
      rhythm: 'steady',
      perIp: 3,
      variants: forged(LETTERS, LETTERS),
    },
  ],
  [PARKED]: [
    {
      name: 'forgers of a domain that sends nothing',
      ips: BOTS.slice(50),
      perDay: 110,
      rhythm: 'steady',
      perIp: 5,
      variants: forged(PARKED, `mail.${PARKED}`),
    },
    {
      name: 'the wave passes here, too',
      ips: BOTS,
      perDay: 400,
      rhythm: 'wave',
      perIp: 10,
      variants: forged(PARKED, PARKED),
    },
  ],
};

/** Forwarding breaks SPF always, and DKIM where the mail is changed on the way. */
function forwarders(domain: DemoDomain, selector: string, scale: number): Sender[] {
  return [
    {
      name: 'a university that forwards for its staff',
      ips: addresses('203.0.113.', 130, 2),
      perDay: 210 * scale,
      rhythm: 'steady',
      perIp: 30,
      variants: [
        { ...from(domain), share: 0.84, signatures: [signed(domain, selector)], spf: 'fail' },
        {
          ...from(domain),
          share: 0.16,
          signatures: [broken(domain, selector)],
          spf: 'fail',
          excuses: ['arc', 'forwarder'],
        },
      ],
    },
    {
      name: 'an alumni service that rewrites the envelope',
      ips: ['203.0.113.140'],
      perDay: 120 * scale,
      rhythm: 'steady',
      perIp: 60,
      variants: [
        {
          share: 1,
          headerFrom: domain,
          envelopeFrom: 'srs.alumni-post.example',
          signatures: [signed(domain, selector)],
          spf: 'pass',
        },
      ],
    },
    {
      name: 'a mailing list that adds a footer',
      ips: ['203.0.113.150', '2001:db8:30::150'],
      perDay: 90 * scale,
      rhythm: 'office',
      perIp: 30,
      variants: [
        {
          share: 1,
          headerFrom: domain,
          envelopeFrom: 'lists.harbour-club.example',
          signatures: [broken(domain, selector), signed('lists.harbour-club.example', 'list')],
          spf: 'pass',
          excuses: ['list', 'arc'],
        },
      ],
    },
  ];
}

/** No signature, and an SPF check that says no, or knows nothing of a domain made up on the spot. */
function forged(domain: DemoDomain, elsewhere: string): readonly Variant[] {
  const signatures: readonly Signature[] = [];
  return [
    { ...from(domain), share: 0.6, signatures, spf: 'fail' },
    { share: 0.25, headerFrom: elsewhere, envelopeFrom: 'bulk.invalid', signatures, spf: 'none' },
    { ...from(domain), share: 0.15, signatures, spf: 'softfail' },
  ];
}

function mailhorn(signatures: readonly Signature[]) {
  const headerFrom = `reminders.${MAIN}`;
  const envelopeFrom = 'rp.mailhorn.example';
  return { share: 1, headerFrom, envelopeFrom, signatures, spf: 'pass' } as const;
}

function from(domain: DemoDomain) {
  return { headerFrom: domain, envelopeFrom: domain };
}
