import { DOMAINS, MAIN, SENDERS } from './cast.ts';

/** What DNS and registries would say of an address, were it anybody's. */
export type DemoFact = {
  ip: string;
  ptr: string | null;
  ptrConfirmed: boolean | null;
  country: string;
  asn: number;
  asName: string;
};

type Host = Omit<DemoFact, 'ip'>;

/**
 * Names for every address of the cast. Documentation addresses have none in DNS, so they are made
 * up; networks have numbers that nobody can hold (RFC 5398).
 */
export function demoFacts(): DemoFact[] {
  const facts = new Map<string, DemoFact>();
  for (const sender of DOMAINS.flatMap((domain) => SENDERS[domain])) {
    for (const [at, ip] of sender.ips.entries()) {
      if (!facts.has(ip)) facts.set(ip, { ip, ...hostOf(sender.name, ip, at) });
    }
  }
  return [...facts.values()];
}

function hostOf(name: string, ip: string, at: number): Host {
  const known = HOSTS.find(([start]) => name.startsWith(start));
  if (!known) return strayHost(ip, at);
  const [, ptr, country, asn, asName] = known;
  return { ptr: ptr.replace('#', String(at + 1)), ptrConfirmed: true, country, asn, asName };
}

/** By how the sender's name begins: the host's name, with its number, and where it stands. */
const HOSTS: readonly [string, string, string, number, string][] = [
  ['own mail servers', `mx#.${MAIN}`, 'GB', 64_496, 'Tidewater Ltd'],
  ['the scanner', `scanner.branch.${MAIN}`, 'GB', 64_496, 'Tidewater Ltd'],
  ['Deskmark', 'out#.mail.deskmark.example', 'IE', 64_497, 'Deskmark'],
  ['Sendwell', 'mta#.sendwell.example', 'US', 64_498, 'Sendwell'],
  ['Ledgerly', 'smtp#.ledgerly.example', 'US', 64_499, 'Ledgerly'],
  ['Mailhorn', 'relay#.mailhorn.example', 'NL', 64_500, 'Mailhorn'],
  ['Surveyjet', 'mail#.surveyjet.example', 'US', 64_501, 'Surveyjet'],
  ['a university', 'mx#.harbour-university.example', 'NL', 64_502, 'Harbour University'],
  ['an alumni', 'fwd#.alumni-post.example', 'SE', 64_503, 'Alumni Post'],
  ['a mailing list', 'lists#.lists.harbour-club.example', 'DE', 64_504, 'Harbour Club'],
];

const STRAY_COUNTRIES = ['BR', 'VN', 'US', 'ID', 'IN', 'TR', 'AR', 'RO'];

/** Access lines and rented servers: one in three has a name, and few of those lead back. */
function strayHost(ip: string, at: number): Host {
  const line = ip.replaceAll(/[.:]+/g, '-');
  const place = {
    country: STRAY_COUNTRIES[at % STRAY_COUNTRIES.length] ?? 'US',
    asn: 64_505 + (at % 5),
    asName: ['Broadband North', 'Coast Cable', 'Rent-a-Rack', 'Metro DSL', 'Harbour Fibre'][at % 5],
  };
  const named = { asName: place.asName ?? '', country: place.country, asn: place.asn };
  if (at % 3 > 0) return { ptr: null, ptrConfirmed: null, ...named };
  return { ptr: `dsl-${line}.pool.coast-cable.example`, ptrConfirmed: at % 2 === 0, ...named };
}
