import { createServer, type Socket } from 'node:net';

/** What a hostile server answers to a command, by the command's name, or as `greeting`; the rest is plain IMAP. */
export type Malice = Partial<Record<string, (tag: string, socket: Socket, line: string) => void>>;

export type HostileServer = { port: number; heard: string[]; close: () => Promise<void> };

/** A mail server on loopback that speaks just enough IMAP to be let in, and then does as told. */
export async function startHostile(malice: Malice): Promise<HostileServer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const greet = malice['greeting'];
    if (greet) greet('*', socket, '');
    else socket.write('* OK [CAPABILITY IMAP4rev1 UIDPLUS MOVE] ready\r\n');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const lines = text.split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        heard.push(line);
        answer(malice, socket, line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    heard,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Hands out these mails, with UIDs from 1 on, whichever of them are asked for. */
export function handOut(mails: readonly Uint8Array[]): NonNullable<Malice[string]> {
  return (tag, socket, line) => {
    const lines = mails.map((raw, at) => {
      const body = `BODY[]<0> {${raw.length}}\r\n${Buffer.from(raw).toString('latin1')}`;
      const what = line.includes('RFC822.SIZE') ? `RFC822.SIZE ${raw.length}` : body;
      return `* ${at + 1} FETCH (UID ${at + 1} ${what})\r\n`;
    });
    socket.write(`${lines.join('')}${tag} OK\r\n`, 'latin1');
  };
}

function answer(malice: Malice, socket: Socket, line: string) {
  const [tag = '', verb = '', sub = ''] = line.split(' ');
  const command = verb === 'UID' ? `UID ${sub}` : verb.toUpperCase();
  const evil = malice[command];
  if (evil) evil(tag, socket, line);
  else socket.write(`${USUAL[command] ?? ''}${tag} OK done\r\n`);
}

const USUAL: Record<string, string> = {
  CAPABILITY: '* CAPABILITY IMAP4rev1 UIDPLUS MOVE\r\n',
  NAMESPACE: '* NAMESPACE (("" "/")) NIL NIL\r\n',
  LIST: '* LIST () "/" INBOX\r\n',
  SELECT: '* 3 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 4] .\r\n',
  EXAMINE: '* 3 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 4] .\r\n',
  'UID SEARCH': '* SEARCH 1 2 3\r\n',
};
