import './start/follow-parent.ts';
import './start/each-request.ts';
import { env } from '#lib/env';
import { explain } from './program.ts';
import { requireSchema } from './require-schema.ts';
import { NEXT } from './start/build.ts';

// The pages alone, for whoever runs the parts one by one (npm run web). Without being told, Next
// listens on every address, and HOST would be believed by whoever asks who can connect (/metrics).
const { HOST, PORT, DATABASE_URL } = env();
if (DATABASE_URL) await requireSchema(DATABASE_URL).catch((error) => process.exit(explain(error)));
process.argv.splice(1, process.argv.length, NEXT, 'start', '--hostname', HOST, '--port', `${PORT}`);
await import(NEXT);
