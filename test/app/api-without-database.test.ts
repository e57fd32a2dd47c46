import { expect, test } from 'vitest';
import { call, json } from '#test/support/api';

// Nobody listens there; the routes read it when they are first called.
process.env['DATABASE_URL'] = 'postgresql://nobody@127.0.0.1:9/none';

test('without a database the health check says so', async () => {
  const answer = await call('/api/health');
  expect(answer.status).toBe(503);
  expect(await json(answer)).toEqual({
    status: 'failing',
    reasons: [{ code: 'database/unavailable', text: 'The database cannot be reached.' }],
  });
});

test('without a database a route asks to come again, and tells nothing about it', async () => {
  const token = `dmr_0123456789abcdef_${'A'.repeat(43)}`;
  const answer = await call('/api/v1/totals', { token });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('60');
  const problem = await json(answer);
  expect(problem).toMatchObject({ code: 'database/unavailable' });
  expect(JSON.stringify(problem)).not.toMatch(/127\.0\.0\.1|nobody|prisma/i);
});
