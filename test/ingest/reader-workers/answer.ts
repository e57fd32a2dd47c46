import { parentPort } from 'node:worker_threads';
import type { ReadRequest } from '#lib/ingest/reader-thread';

/** A worker that answers with what it was sent as the subject, and does its worst on poison. */
export function answerUnlessPoison(worst: () => void): void {
  parentPort?.on('message', ({ id, bytes }: ReadRequest) => {
    const subject = Buffer.from(bytes).toString();
    if (subject === 'poison') worst();
    else parentPort?.postMessage({ id, mail: { subject, items: [] } });
  });
}
