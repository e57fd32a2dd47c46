import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORKER_FLAGS } from '#prisma/start/worker-flags';

test('a worker that is started alone is kept as small as the one of npm start', () => {
  const file = join(import.meta.dirname, '../../package.json');
  const { scripts } = JSON.parse(readFileSync(file, 'utf8'));
  expect(scripts.worker).toContain(` node ${WORKER_FLAGS.join(' ')} workers/poll.ts`);
});
