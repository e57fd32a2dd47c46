import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { download } from '#lib/auth/download';

const file = { name: 'a.csv', type: 'text/csv' };

test('an error at once is thrown, for a problem to tell', async () => {
  const next = () => Promise.reject(new Error('no database'));
  const broken = { [Symbol.asyncIterator]: () => ({ next }) };
  await expect(download(broken, file)).rejects.toThrow('no database');
});

test('an error between lines breaks the body off', async () => {
  async function* lines() {
    yield 'header\r\n';
    yield 'line\r\n';
    throw new Error('gone');
  }
  const answer = await download(lines(), file);
  await expect(answer.text()).rejects.toThrow('gone');
});

test('an empty file is a file', async () => {
  const next = async () => ({ done: true, value: undefined }) as const;
  const none = { [Symbol.asyncIterator]: () => ({ next }) };
  expect(await (await download(none, file)).text()).toBe('');
});

test('asks for lines as they are taken, and no more once nobody reads', async () => {
  let asked = 0;
  let ended = false;
  async function* lines() {
    try {
      for (;;) {
        asked += 1;
        yield 'line\r\n';
      }
    } finally {
      ended = true;
    }
  }
  const reader = (await download(lines(), file)).body?.getReader();
  await reader?.read();
  await setTimeout(20);
  expect(asked).toBeLessThan(5);
  await reader?.cancel();
  expect(ended).toBe(true);
});
