import { type DemoDomain, DOMAINS, MAIN } from './cast.ts';
import { momentOf } from './chapters.ts';
import { policyOn } from './story.ts';

/** A DMARC record that a domain would have had in DNS, and from when on. */
export type DemoRecord = { domain: DemoDomain; since: Date; record: string };

const DAY = 86_400_000;

/** What the cast's domains would have published, day by day of the demo that ends before `now`. */
export function demoRecords({ now, days }: { now: Date; days: number }): DemoRecord[] {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  return DOMAINS.flatMap((domain) => {
    const all = Array.from({ length: days }, (_, number) => ({
      domain,
      since: new Date(today - (days - number) * DAY),
      record: recordOn(domain, momentOf(number, days)),
    }));
    return all.filter(({ record }, at) => record !== all[at - 1]?.record);
  });
}

function recordOn(domain: DemoDomain, moment: number) {
  const { p, adkim } = policyOn(domain, moment);
  const strict = adkim === 's' ? ' adkim=s; aspf=s;' : '';
  return `v=DMARC1; p=${p};${strict} rua=mailto:dmarc@${MAIN}`;
}
