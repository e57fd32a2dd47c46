import http, { IncomingMessage } from 'node:http';
import { asNobody } from '#lib/db/wall';
import { actionName } from './action-name.ts';

// Loaded into the web process before Next: what holds for every request, whichever page it is for.
http.createServer = new Proxy(http.createServer, {
  apply(create, self, args: unknown[]) {
    const server: http.Server = Reflect.apply(create, self, args.map(opened));
    // A developer's browser is told of changes that way.
    if (process.env['NODE_ENV'] === 'development') return server;
    // No page of ours is spoken to over an upgraded connection, and Next would hold one that it knows
    // nothing of open for good (SECURITY 1.2).
    return server.on('upgrade', (_, socket) => socket.destroy());
  },
});

/** What listens to requests begins each of them with nobody who asks (lib/db/wall.ts). */
function opened(given: unknown) {
  if (typeof given !== 'function') return given;
  return (request: unknown, ...more: unknown[]) =>
    asNobody(whatOf(request), () => Reflect.apply(given, undefined, [request, ...more]));
}

/** A server action by its name, anything else by its method and path. */
function whatOf(request: unknown) {
  if (!(request instanceof IncomingMessage)) return '';
  const { headers, method, url = '' } = request;
  const action = headers['next-action'];
  const [path = ''] = url.split('?');
  return (typeof action === 'string' && actionName(action)) || `${method} ${path.slice(0, 200)}`;
}
