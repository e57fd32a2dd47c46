import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Count } from '#test/support/count-reporter';

const PROGRAMS = join(import.meta.dirname, '../../node_modules');

/** What holds for the text of the project; each counts as one test. */
const CHECKS = [
  {
    name: 'format and lint (biome)',
    program: '@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '.'],
  },
  { name: 'types (tsc)', program: 'typescript/bin/tsc', args: [] },
  { name: 'dead code (knip)', program: 'knip/bin/knip.js', args: [] },
];

/** Runs the checks one after the other and counts them; one that fails shows what it said. */
export async function runChecks(): Promise<Count> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, program, args } of CHECKS) {
    const said = await run(program, args);
    count[said === null ? 'passed' : 'failed'] += 1;
    process.stdout.write(said === null ? `ok      ${name}\n` : `FAILED  ${name}\n${said}\n`);
  }
  return count;
}

/** What a program said when it failed; null when it did not. */
async function run(program: string, args: string[]) {
  const child = spawn(process.execPath, [join(PROGRAMS, program), ...args]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  const [code] = await once(child, 'close');
  return code === 0 ? null : said;
}
