import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Seconds of processor time that a Postgres server took so far: its postmaster, its backends, and those
 * that have ended. NaN where there is no /proc to read it from.
 */
export function serverCpuSeconds(dataDir: string): number {
  const [file] = globSync('**/postmaster.pid', { cwd: dataDir });
  if (!file || !existsSync('/proc')) return Number.NaN;
  const [postmaster = ''] = readFileSync(join(dataDir, file), 'utf8').split('\n');
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.reduce((sum, pid) => sum + ticksOf(pid, postmaster), 0) / TICKS;
}

/** Seconds of processor time that a process took so far, all of its threads; 0 once it has ended. */
export function cpuSecondsOf(pid: number): number {
  return sum(statOf(`${pid}`).slice(11, 13)) / TICKS;
}

/** USER_HZ, which is 100 on every Linux that Node runs on. */
const TICKS = 100;

/** proc(5): 4 is the parent, 14 and 15 its own time, 16 and 17 that of children it has waited for. */
function ticksOf(pid: string, postmaster: string) {
  const fields = statOf(pid);
  if (pid === postmaster) return sum(fields.slice(11, 15));
  return fields[1] === postmaster ? sum(fields.slice(11, 13)) : 0;
}

/** The fields from the third on: the second is a name, which may hold blanks. Empty once it has ended. */
function statOf(pid: string) {
  try {
    const stat = readFileSync(join('/proc', pid, 'stat'), 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function sum(fields: readonly string[]) {
  return fields.reduce((total, field) => total + Number(field), 0);
}
