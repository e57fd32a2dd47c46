import { startEmbedded } from '#prisma/embedded';

// A process of its own for embedded.test.ts: uses the embedded server until it is killed or told
// to go.
const [dataDir = ''] = process.argv.slice(2);
const embedded = await startEmbedded({ dataDir, durable: false });
process.stdout.write(`${embedded.url}\n`);
process.stdin.once('data', () => void embedded.stop().then(() => process.exit()));
