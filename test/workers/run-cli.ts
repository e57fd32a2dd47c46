import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

export type Run = { code: number | null; out: string; err: string };

/** `hangUp`: whoever reads its answer goes away at once. */
export type How = {
  stdin?: string | Uint8Array;
  env?: Record<string, string>;
  cwd?: string;
  hangUp?: boolean;
};

/** Runs the command line as a person does: a process of its own, in an environment of its own. */
export async function runCli(args: readonly string[], how: How = {}): Promise<Run> {
  const child = spawn(NODE, [join(ROOT, 'workers/cli.ts'), ...args], {
    cwd: how.cwd ?? ROOT,
    env: { NODE_ENV: 'test', PATH: process.env['PATH'] ?? '', ...how.env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.on('error', () => undefined); // It may end before it has read everything.
  child.stdin.end(how.stdin ?? '');
  if (how.hangUp) child.stdout.destroy();
  const [out, err, code] = await Promise.all([
    how.hangUp ? '' : text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { code, out, err };
}

/** The lines of an answer in JSON. */
export function jsonLines({ out }: Run): unknown[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
