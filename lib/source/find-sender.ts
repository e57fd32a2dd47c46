import type { Sender } from './sender.ts';
import { SENDERS } from './senders.ts';

/** What a source is known by: its confirmed name, and the domains that passed there. */
export type Traces = {
  /** Only a name that leads back to the address: anybody can name a host after somebody else. */
  confirmedPtr: string | null;
  spf: readonly string[];
  dkim: readonly string[];
};

export type FoundSender = { sender: Sender; by: 'ptr' | 'spf' | 'dkim'; name: string };

/**
 * The service behind a source. The name of the host says most, then the return path, which only the
 * service's own hosts can use. A signature travels with forwarded mail: it counts last, and not at
 * all for a host whose confirmed name is somebody else's.
 */
export function findSender({ confirmedPtr, spf, dkim }: Traces): FoundSender | null {
  const host = confirmedPtr === null ? null : match(BY_PTR, confirmedPtr);
  if (host && confirmedPtr !== null) return { sender: host, by: 'ptr', name: confirmedPtr };
  for (const name of spf) {
    const sender = match(BY_SPF, name);
    if (sender) return { sender, by: 'spf', name };
  }
  if (confirmedPtr !== null) return null;
  for (const name of dkim) {
    const sender = match(BY_DKIM, name);
    if (sender) return { sender, by: 'dkim', name };
  }
  return null;
}

/** A service by its name in the table. */
export function senderNamed(name: string): Sender | null {
  return BY_NAME.get(name) ?? null;
}

const BY_NAME = new Map(SENDERS.map((sender) => [sender.name, sender]));
const BY_PTR = indexBy('ptr');
const BY_SPF = indexBy('spf');
const BY_DKIM = indexBy('dkim');

function indexBy(field: 'ptr' | 'spf' | 'dkim') {
  return new Map(SENDERS.flatMap((sender) => sender[field].map((name) => [name, sender])));
}

/** The sender of the longest suffix of a name, by whole labels. */
function match(index: ReadonlyMap<string, Sender>, name: string): Sender | null {
  for (let rest = name; rest !== ''; ) {
    const found = index.get(rest);
    if (found) return found;
    const dot = rest.indexOf('.');
    if (dot < 0) return null;
    rest = rest.slice(dot + 1);
  }
  return null;
}
