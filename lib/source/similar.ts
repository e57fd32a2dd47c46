import type { SourceVerdict } from './source-class.ts';

/** What sources are compared by. */
export type Likeness = {
  ip: string | null;
  domain: string;
  messages: number;
  passed: number;
  asn: number | null;
  ptrBase: string | null;
  sender: { name: string } | null;
  verdict: SourceVerdict;
};

/** What two sources have in common, the surest first. */
export const TIES = ['service', 'host', 'network'] as const;
export type Tie = (typeof TIES)[number];

export type Similar<Source extends Likeness> = { source: Source; tie: Tie };

/**
 * Other addresses that belong with one: of the same service, of the same organisation in the names of
 * hosts, or in the same network. The surest first, then those with most messages.
 */
export function similarTo<Source extends Likeness>(
  own: Source,
  all: readonly Source[],
): Similar<Source>[] {
  return all
    .filter(({ ip, domain }) => ip !== null && ip !== own.ip && domain === own.domain)
    .flatMap((source) => {
      const tie = TIES.find((one) => isTied(own, source, one));
      return tie ? [{ source, tie }] : [];
    })
    .toSorted(
      (a, b) => TIES.indexOf(a.tie) - TIES.indexOf(b.tie) || b.source.messages - a.source.messages,
    );
}

function isTied(own: Likeness, other: Likeness, tie: Tie) {
  switch (tie) {
    case 'service':
      return own.sender !== null && own.sender.name === other.sender?.name;
    case 'host':
      return own.ptrBase !== null && own.ptrBase === other.ptrBase;
    case 'network':
      return own.asn !== null && own.asn === other.asn;
  }
}
