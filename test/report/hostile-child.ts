import { closeSync, openSync, readSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createReader } from '#lib/ingest/reader-thread';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { MIB } from './hostile-input.ts';
import { aggregateXml } from './sample-xml.ts';

/** What reading one input took of this process, and what came of it: the first refusal, or `read`. */
export type Measured = { code: string; cpuSeconds: number; loopDelayMs: number; peakMib: number };

// A process of its own, so that its memory is that of the reader and of what it reads. It is told one
// file after the other. The deadline is far, since this machine may be busy: CPU is what is measured.
// Told so, it reads without the thread, as the command line does.
const reader = process.argv.includes('no-thread')
  ? await import('#lib/report/read-file')
  : createReader({ limits: DEFAULT_LIMITS, deadlineMs: 60_000 });
await reader.readFile('warm.xml', Buffer.from(aggregateXml()));
const input = Buffer.alloc(27 * MIB);
process.on('message', async (path) => {
  if (typeof path === 'string') process.send?.(await measure(readInput(path)));
});
process.send?.('ready');

/** Always into the same memory: what a mailbox needs to fetch a mail is not measured here. */
function readInput(path: string) {
  const file = openSync(path, 'r');
  const length = readSync(file, input);
  closeSync(file);
  return input.subarray(0, length);
}

async function measure(bytes: Uint8Array): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const before = process.cpuUsage();
  const { items } = await reader.readFile('report', bytes);
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  const codes = items.map(({ outcome }) => (outcome.ok ? 'read' : outcome.error.code));
  return {
    code: codes.find((code) => code !== 'read') ?? 'read',
    cpuSeconds: (user + system) / 1e6,
    loopDelayMs: delay.percentile(99) / 1e6,
    peakMib: process.resourceUsage().maxRSS / 1024,
  };
}
