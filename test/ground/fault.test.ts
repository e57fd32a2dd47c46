import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PASS_TWICE = `
  import { faultPoint } from '#lib/fault';
  for (let n = 1; n <= 2; n += 1) {
    faultPoint('after-claim');
    console.log(n);
  }`;

/** Passes one point twice, in a process of its own: the environment is read once. */
function passTwice(environment: Record<string, string>) {
  const program = ['--input-type=module', '-e', PASS_TWICE];
  const env = { PATH: process.env['PATH'], NODE_ENV: 'test', ...environment } as const;
  const { stdout, stderr, signal } = spawnSync(process.execPath, program, {
    ...{ cwd: ROOT, env, encoding: 'utf8' },
  });
  return { passed: stdout.trim().split('\n'), signal, broken: stderr.includes('on purpose') };
}

test.each([
  ['nothing', {}],
  ['another point', { FAULT: 'after-copy:1:kill' }],
  ['a word that means nothing here', { FAULT: 'yes' }],
  ['npm start', { FAULT: 'after-claim:1:kill', NODE_ENV: 'production' }],
])('a fault point does nothing under %s', (_, environment) => {
  expect(passTwice(environment)).toEqual({ passed: ['1', '2'], signal: null, broken: false });
});

test('a fault point throws, or kills, at the passing that FAULT names', () => {
  const thrown = passTwice({ FAULT: 'after-claim:2:throw' });
  expect(thrown).toEqual({ passed: ['1'], signal: null, broken: true });
  const killed = passTwice({ FAULT: 'after-claim:2:kill' });
  expect(killed).toEqual({ passed: ['1'], signal: 'SIGKILL', broken: false });
});
