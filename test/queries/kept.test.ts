import { expect, test } from 'vitest';
import { within } from '#lib/db/wall';
import { kept } from '#lib/queries/kept';

test('who asks the same at once is given the same answer, and who comes later a new one', async () => {
  let times = 0;
  const ask = kept(async (of: { name: string }) => {
    times += 1;
    await Promise.resolve();
    return `${of.name} ${times}`;
  });
  const answers = await Promise.all([ask({ name: 'a' }), ask({ name: 'b' }), ask({ name: 'a' })]);
  expect(answers).toEqual(['a 2', 'b 2', 'a 2']);
  expect(await ask({ name: 'a' })).toBe('a 3');
});

test('a question that failed fails for all who asked it, and is asked again', async () => {
  let fails = true;
  const ask = kept(async () => {
    if (fails) throw new Error('away');
    return 'there';
  });
  const answers = await Promise.allSettled([ask(), ask()]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await ask()).toBe('there');
});

test('who is limited is given no answer that was found for somebody else', async () => {
  let times = 0;
  const ask = kept(async () => {
    times += 1;
    const own = times;
    await Promise.resolve();
    return own;
  });
  const asked = [ask(), within([1], ask), within([2], ask), within([1], ask), within('all', ask)];
  expect(new Set(await Promise.all(asked)).size).toBe(3);
});
