import { subscribe } from 'node:diagnostics_channel';
import { Server, ServerResponse } from 'node:http';

const PATIENCE = 20_000;
/** How long an answer may go on after we were told to end. */
const GRACE = 5_000;

// Loaded into the web and worker processes before anything else: how they end.

// `npm start` holds one end of a channel; when that end closes without a signal, `npm start` was
// killed, and so we end too. Our own children have a channel of another meaning, and are told nothing.
if (process.env['RUASCOPE_START']) {
  delete process.env['RUASCOPE_START'];
  process.on('disconnect', end);
  process.channel?.unref();
}

// Next waits for every connection to close. A browser or a load balancer that asks again within the
// keep-alive time never lets go of its own, and a stream of events has no end at all.
const answering = new Set<ServerResponse>();
subscribe('http.server.request.start', (message) => {
  const response = responseOf(message);
  if (!response) return;
  answering.add(response);
  response.once('close', () => answering.delete(response));
});

process.once('SIGTERM', () => {
  // Next calls it 128 + 15; to whoever looks after processes that is a failure, and this was none.
  process.once('exit', (code) => {
    if (code === 143) process.exitCode = 0;
  });
  // Once we are to end, each connection closes with its answer.
  subscribe('http.server.response.finish', (message) => setImmediate(closeIdle, message));
  for (const response of answering) if (isEndless(response)) response.destroy();
  // What is being taken out gets a little more; whoever gets no more sees the connection break, and no
  // file that ends as if it were whole.
  setTimeout(() => {
    for (const response of answering) response.destroy();
  }, GRACE).unref();
});

function isEndless(response: ServerResponse) {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}

function responseOf(message: unknown) {
  if (typeof message !== 'object' || message === null || !('response' in message)) return null;
  return message.response instanceof ServerResponse ? message.response : null;
}

function closeIdle(message: unknown) {
  if (typeof message !== 'object' || message === null || !('server' in message)) return;
  if (message.server instanceof Server) message.server.closeIdleConnections();
}

function end() {
  // Nobody is left who would lose patience with us.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE).unref();
  process.kill(process.pid, 'SIGTERM');
}
