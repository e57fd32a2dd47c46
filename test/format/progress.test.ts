import { expect, test } from 'vitest';
import { formatsOf } from '#lib/format/formats';
import { wordsOf } from '#lib/words/translate';

const f = formatsOf('en', wordsOf('en', 'format'));

test.each([
  [1_200, 5_000, 210.4, 18, '1,200 of 5,000 mails · 210/s · about 18 s left'],
  [0, 5_000, 0, null, '0 of 5,000 mails'],
  [5_000, 5_000, 210, 0, '5,000 of 5,000 mails · 210/s'],
  [7, null, 0.4, null, '7 mails'],
])('%i of %j at %d/s is told without what nobody knows', (done, total, rate, eta, words) => {
  expect(f.progress({ done, total, ratePerSecond: rate, etaSeconds: eta })).toBe(words);
});
