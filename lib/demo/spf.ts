import { type DemoDomain, LETTERS, MAIN, PARKED } from './cast.ts';

/** What the SPF record of a domain, or of a name below it, would say, stood it in DNS. */
export type DemoSpf = {
  domain: DemoDomain;
  name: string;
  ranges: { block: string; via: string | null }[];
  /** How many questions it takes to read it (RFC 7208 §4.6.4). */
  lookups: number;
};

const OFFICE = [
  { block: '192.0.2.8/29', via: null },
  { block: '2001:db8:10::/64', via: null },
];

/**
 * SPF records of the cast. Somebody added Mailhorn's include and thought that this would do: its mail
 * bounces to its own domain, so the include helps nobody. The CRM has a record of its own, at `crm.`; the
 * scanner was given one that names nobody.
 */
export const DEMO_SPF: readonly DemoSpf[] = [
  {
    domain: MAIN,
    name: MAIN,
    ranges: [
      ...OFFICE,
      { block: '198.51.100.32/29', via: '_spf.deskmark.example' },
      { block: '2001:db8:20::/64', via: '_spf.deskmark.example' },
      { block: '198.51.100.80/30', via: '_spf.mailhorn.example' },
    ],
    lookups: 2,
  },
  {
    domain: MAIN,
    name: `crm.${MAIN}`,
    ranges: [{ block: '203.0.113.40/31', via: '_spf.ledgerly.example' }],
    lookups: 1,
  },
  { domain: MAIN, name: `scanner.${MAIN}`, ranges: [], lookups: 0 },
  {
    domain: LETTERS,
    name: LETTERS,
    ranges: [...OFFICE, { block: '203.0.113.16/29', via: '_spf.sendwell.example' }],
    lookups: 1,
  },
  { domain: PARKED, name: PARKED, ranges: [], lookups: 0 },
];
