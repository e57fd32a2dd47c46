import { expect, test } from 'vitest';
import { parseStatus } from './process-figures.ts';
import { parseScript } from './worker-process.ts';

test('a script of package.json is taken apart as a shell would', () => {
  expect(parseScript('A=1 B=x/y node --flag=2 workers/poll.ts')).toEqual({
    environment: { A: '1', B: 'x/y' },
    args: ['--flag=2', 'workers/poll.ts'],
  });
});

test('a script that does more than start node is refused', () => {
  expect(() => parseScript('npm run -s generate && node x.ts')).toThrow('does not start node');
  expect(() => parseScript('vitest')).toThrow('does not start node');
});

test('memory is read from what the kernel says of a process', () => {
  const status = 'Name:\tnode\nVmPeak:\t  999 kB\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\n';
  expect(parseStatus(status)).toEqual({ rssMib: 100, peakMib: 200 });
});

test('a process that is ending has no memory to tell of', () => {
  expect(parseStatus('Name:\tnode\nState:\tZ (zombie)\n')).toBeNull();
});
