import { parentPort } from 'node:worker_threads';
import type { ReadRequest } from '#lib/ingest/reader-thread';

/** A worker that answers with how many it has read and what, and says of itself that it is full. */
let read = 0;
parentPort?.on('message', ({ id, bytes }: ReadRequest) => {
  read += 1;
  const subject = Buffer.from(bytes).toString();
  parentPort?.postMessage({ id, mail: { subject: `${read} ${subject}`, items: [] } });
  if (subject === 'heavy') parentPort?.postMessage({ full: true });
});
