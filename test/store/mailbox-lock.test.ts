import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startProxy, type Weather } from '#test/support/tcp-proxy';

const weather: Weather = { delayMs: 50 };
const server = new URL(process.env['DATABASE_URL'] ?? '');
const proxy = await startProxy(Number(server.port || 5432), weather);
server.host = `127.0.0.1:${proxy.port}`;
process.env['DATABASE_URL'] = server.href;
const { lockMailbox } = await import('#lib/store/mailbox-lock');

test('a holder whom the database does not answer gives up, and asks no second time meanwhile', async () => {
  const warnings: string[] = [];
  process.on('warning', ({ message }) => warnings.push(message));
  const lock = await lockMailbox(1);
  if (!lock) throw new Error('The lock is taken.');
  const gaveUp = new Promise((resolve) => lock.lost.addEventListener('abort', resolve));
  // One beat is answered; of the next ones nothing is heard.
  await sleep(6_000);
  expect(lock.lost.aborted).toBe(false);
  weather.delayMs = 3_600_000;
  const mutedAt = performance.now();
  await gaveUp;
  expect(performance.now() - mutedAt).toBeLessThan(30_000);
  await lock.release();
  await proxy.close();
  expect(warnings).toEqual([]);
}, 60_000);
