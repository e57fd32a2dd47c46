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

test('tells that nobody reads any more while it still waits for lines', async () => {
  const gone = new AbortController();
  async function* lines() {
    yield 'header\r\n';
    yield 'line\r\n';
    await new Promise((_, reject) =>
      gone.signal.addEventListener('abort', () => reject(gone.signal)),
    );
  }
  const answer = await download(lines(), file, { onGone: () => gone.abort() });
  const reader = answer.body?.getReader();
  await reader?.read();
  await reader?.read();
  const third = reader?.read();
  await reader?.cancel();
  expect(gone.signal.aborted).toBe(true);
  expect((await third)?.done).toBe(true);
});

test('cuts a reader off that has fallen asleep, and asks for nothing more', async () => {
  let ended = false;
  async function* lines() {
    try {
      for (;;) yield 'line\r\n';
    } finally {
      ended = true;
    }
  }
  const reader = (await download(lines(), file, { patienceMs: 30 })).body?.getReader();
  for (let read = 0; read < 5; read += 1) {
    await setTimeout(10);
    expect((await reader?.read())?.done).toBe(false);
  }
  await setTimeout(100);
  expect(ended).toBe(true);
  // What lay ready is read; after it there is no end, but an error.
  await expect(reader?.read().then(() => reader.read())).rejects.toThrow('too long');
});

test('hands a large piece on in small ones, to the last byte', async () => {
  const large = Buffer.alloc(200_001, 'a');
  async function* lines() {
    yield large;
  }
  const sizes: number[] = [];
  for await (const piece of (await download(lines(), file)).body ?? []) sizes.push(piece.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(65_536);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(large.length);
});
