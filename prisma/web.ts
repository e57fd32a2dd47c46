import './start/follow-parent.ts';
import { env } from '#lib/env';
import { NEXT } from './start/build.ts';

// The pages alone, for whoever runs the parts one by one (npm run web). Without being told, Next
// listens on every address, and HOST would be believed by whoever asks who can connect (/metrics).
const { HOST, PORT } = env();
process.argv.splice(1, process.argv.length, NEXT, 'start', '--hostname', HOST, '--port', `${PORT}`);
await import(NEXT);
