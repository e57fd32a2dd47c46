import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to connections on their way; may be changed while they stand. */
export type Weather = {
  /** Each way. */
  delayMs?: number;
  /** From the server. */
  bytesPerSecond?: number;
  /** Asked for each connection: it is cut after so many bytes of both sides. */
  cutAfter?: () => number;
};

export type TcpProxy = {
  port: number;
  /** How many connections there are now. */
  open: () => number;
  /** Cuts all of them. */
  cut: () => void;
  close: () => Promise<void>;
};

/** A way on loopback to a port of loopback, as bad as the weather. */
export async function startProxy(target: number, weather: Weather): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const left = { bytes: weather.cutAfter?.() ?? Number.POSITIVE_INFINITY };
    const ways: [Socket, Socket][] = [
      [client, upstream],
      [upstream, client],
    ];
    sockets.add(client);
    for (const [from, to] of ways) {
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(client);
        setTimeout(() => to.destroy(), weather.delayMs ?? 0);
      });
      from.on('data', (chunk: Buffer) => {
        const part = chunk.subarray(0, left.bytes);
        left.bytes -= part.length;
        const arrive = () => {
          if (from === upstream && weather.bytesPerSecond) void drip(part, from, to, weather);
          else if (!to.destroyed) to.write(part);
          if (left.bytes === 0) to.end();
        };
        if (weather.delayMs) setTimeout(arrive, weather.delayMs);
        else arrive();
        if (left.bytes === 0) from.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    open: () => sockets.size,
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function drip(chunk: Buffer, from: Socket, to: Socket, weather: Weather) {
  from.pause();
  for (let at = 0; at < chunk.length && !to.destroyed; ) {
    const step = Math.ceil((weather.bytesPerSecond ?? Number.POSITIVE_INFINITY) / 20);
    to.write(chunk.subarray(at, at + step));
    at += step;
    await sleep(50);
  }
  from.resume();
}
