import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';

const PATIENCE = 20_000;

// Loaded into the web and worker processes before anything else: how they end.

// `npm start` holds one end of a channel; when that end closes without a signal, `npm start` was
// killed, and so we end too. Our own children have a channel of another meaning, and are told nothing.
if (process.env['RUASCOPE_START']) {
  delete process.env['RUASCOPE_START'];
  process.on('disconnect', end);
  process.channel?.unref();
}

// Next waits for every connection to close, and a browser or a load balancer that asks again within
// the keep-alive time never lets go of its own: once we are to end, each closes with its answer.
process.once('SIGTERM', () => {
  subscribe('http.server.response.finish', (message) => setImmediate(closeIdle, message));
});

function closeIdle(message: unknown) {
  if (typeof message !== 'object' || message === null || !('server' in message)) return;
  if (message.server instanceof Server) message.server.closeIdleConnections();
}

function end() {
  // Nobody is left who would lose patience with us.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE).unref();
  process.kill(process.pid, 'SIGTERM');
}
