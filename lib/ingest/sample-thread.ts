import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { type Limits, limitsFrom } from '#lib/report/limits';

export type SampleData = { bytes: Uint8Array; limits: Limits };

/** A mail or file that may be shared, and which of the two it is. */
export type SampleReply = { sample: Uint8Array; isMail: boolean };

/** Some four times as long as an honest report of 45 MB takes. */
const DEADLINE_MS = 60_000;
const HEAP_MB = 512;

/**
 * Makes an anonymised sample of a mail or a report file: the same structure and the same faults, and
 * nobody in it. In a thread of its own, since a stranger wrote the bytes; null
 * where they exhaust its memory or its time.
 */
export async function makeSample(
  bytes: Uint8Array,
  deadlineMs = DEADLINE_MS,
): Promise<SampleReply | null> {
  const workerData: SampleData = { bytes, limits: limitsFrom(env()) };
  const worker = new Worker(join(process.cwd(), 'lib/ingest/sample-worker.ts'), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32 },
    // A thread that reads strangers' bytes is told no secrets.
    env: {},
    execArgv: [],
  });
  const deadline = setTimeout(() => void worker.terminate(), deadlineMs);
  try {
    return await new Promise<SampleReply>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread ended before it answered.')));
    });
  } catch (error) {
    log.warn({ err: error, bytes: bytes.byteLength }, 'no sample could be made');
    return null;
  } finally {
    clearTimeout(deadline);
    await worker.terminate();
  }
}
