import { expect, test } from 'vitest';
import { MAILBOX_WHYS } from '#lib/mailbox-why';
import { plainFault } from '#lib/words/plain-english';
import { messagesOf, wordsOf } from '#lib/words/translate';

const { fault } = messagesOf('en');
const HOLES = /\{(\w+)\}/g;

test.each([...MAILBOX_WHYS, 'says'] as const)('%s is said as pages say it', (name) => {
  const sentence = name === 'says' ? fault.says : fault.reason[name];
  const holes = [...sentence.matchAll(HOLES)].map(([, key = '']) => key);
  const values = Object.fromEntries(holes.map((key) => [key, `<${key} 7'{}>`]));
  const t = wordsOf('en', 'fault');
  expect(plainFault(name, values)).toBe(t(name === 'says' ? name : `reason.${name}`, values));
});
