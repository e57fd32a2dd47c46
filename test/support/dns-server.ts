import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, type Question } from 'dns-packet';

/** TXT records by name, or records by type; a name that is not here does not exist. */
export type Zone = Record<string, string[] | Partial<Record<Type, string[]>>>;

const TYPES = ['TXT', 'MX', 'PTR', 'A', 'AAAA'] as const;
type Type = (typeof TYPES)[number];

export type DnsServer = {
  /** For `Resolver.setServers`. */
  address: string;
  /** Every question so far, `TYPE name`. */
  asked: string[];
  close(): Promise<void>;
};

/** A DNS server on loopback that answers from a zone; `silent` hears everything and says nothing. */
export async function startDns(zone: Zone, { silent = false } = {}): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (packet, peer) => {
    const { id = 0, questions = [] } = decode(packet);
    asked.push(...questions.map(({ type, name }) => `${type} ${name}`));
    if (silent) return;
    const answers = questions.flatMap((question) => answersTo(question, zone));
    const known = questions.some(({ name }) => name.toLowerCase() in zone);
    // RCODE 3 is NXDOMAIN (RFC 1035 §4.1.1).
    const flags = 0x0180 | (known ? 0 : 3);
    socket.send(
      encode({ type: 'response', id, flags, questions, answers }),
      peer.port,
      peer.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function answersTo({ type, name }: Question, zone: Zone): Answer[] {
  const known = zone[name.toLowerCase()] ?? [];
  const asked = TYPES.find((one) => one === type);
  const records = Array.isArray(known) ? { TXT: known } : known;
  return asked ? (records[asked] ?? []).map((data) => answer(asked, name, data)) : [];
}

function answer(type: Type, name: string, data: string): Answer {
  switch (type) {
    case 'TXT':
      // A character-string holds 255 bytes (RFC 1035 §3.3); a longer text is several of them.
      return { type, name, ttl: 60, data: data.match(/.{1,255}/gs) ?? [] };
    case 'MX':
      return { type, name, ttl: 60, data: { preference: 10, exchange: data } };
    default:
      return { type, name, ttl: 60, data };
  }
}
