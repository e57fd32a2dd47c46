import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The worker as `npm run worker` starts it, but as a child whose number is the worker's own. */
export type BenchWorker = {
  pid: number;
  /** Its exit code once it has ended, null before. */
  code: () => number | null;
  /** Asks it to end as a service manager does; answers when it has, with how long that took. */
  end: () => Promise<number>;
};

/** Starts a worker on the database of DATABASE_URL, logging as in production, into a file. */
export function startBenchWorker(logFile: string): BenchWorker {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { environment, args } = parseScript(scripts.worker);
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: 'info', POLL_SECONDS: '5', ...environment },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    code: () => child.exitCode,
    end: async () => {
      const asked = performance.now();
      child.kill('SIGTERM');
      await ended;
      return (performance.now() - asked) / 1000;
    },
  };
}

/** A script of package.json of the form `NAME=VALUE … node ARGUMENT …`. */
export function parseScript(script: string) {
  const words = script.split(' ');
  const at = words.indexOf('node');
  const assignments = words.slice(0, at).map((word) => word.split('='));
  if (at < 0 || assignments.some(({ length }) => length !== 2)) {
    throw new Error(`This script does not start node: ${script}`);
  }
  return { environment: Object.fromEntries(assignments), args: words.slice(at + 1) };
}
