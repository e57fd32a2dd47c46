import { readFileSync } from 'node:fs';
import { cpuSecondsOf } from './server-cpu.ts';

/** What a process takes of the machine: memory now and at its most, and processor time so far. */
export type ProcessFigures = { rssMib: number; peakMib: number; cpuSeconds: number };

/** Of this one process, threads in and children out; null once it has ended, and where there is no /proc. */
export function processFigures(pid: number): ProcessFigures | null {
  try {
    const memory = parseStatus(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return memory && { ...memory, cpuSeconds: cpuSecondsOf(pid) };
  } catch {
    return null; // It has ended between two looks.
  }
}

/** proc(5): VmRSS is what it has in memory, VmHWM the most it ever had. One that is ending has none. */
export function parseStatus(status: string) {
  const [rss, peak] = ['VmRSS', 'VmHWM'].map((name) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN),
  );
  if (rss === undefined || peak === undefined || Number.isNaN(rss + peak)) return null;
  return { rssMib: rss / 1024, peakMib: peak / 1024 };
}
