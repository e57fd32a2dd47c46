import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SMALL_MEMORY, WEB_FLAGS, WORKER_FLAGS } from '#prisma/start/worker-flags';

test('a process that is started alone is kept as small as by npm start', () => {
  const file = join(import.meta.dirname, '../../package.json');
  const { scripts } = JSON.parse(readFileSync(file, 'utf8'));
  const environment = Object.entries(SMALL_MEMORY).map(([name, value]) => `${name}=${value} `);
  for (const script of [scripts.worker, scripts.web]) {
    expect(script).toContain(environment.join(''));
  }
  expect(scripts.worker).toContain(` node ${WORKER_FLAGS.join(' ')} workers/poll.ts`);
  expect(scripts.web).toContain(` node ${WEB_FLAGS.join(' ')} prisma/web.ts`);
});
