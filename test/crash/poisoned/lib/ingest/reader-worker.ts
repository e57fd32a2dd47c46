import { parentPort } from 'node:worker_threads';

// The reader of a worker that is started in test/crash/poisoned: one mail takes the whole process
// with it, as one that exhausts the machine's memory would. All others are read as ever.
parentPort?.on('message', ({ bytes }: { bytes: Uint8Array }) => {
  if (Buffer.from(bytes).includes('X-Poison: yes')) process.kill(process.pid, 'SIGKILL');
});
await import('#lib/ingest/reader-worker');
