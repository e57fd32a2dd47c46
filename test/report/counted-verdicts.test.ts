import { expect, test } from 'vitest';
import { parseCountedVerdicts } from '#lib/report/counted-verdicts';

test.each([
  [['verified'], ['verified']],
  [[], ['verified']],
  [['unverified'], ['verified', 'authenticated', 'unverified']],
  [['not-checked'], ['verified', 'authenticated', 'not-checked']],
  [['failed'], ['verified', 'authenticated', 'unverified', 'failed', 'not-checked']],
])('who counts %j counts %j', (stored, counted) => {
  expect([...parseCountedVerdicts(stored)]).toEqual(counted);
});

test('all but disowned mails count until somebody decides, or where nobody can read what he did', () => {
  const usual = ['verified', 'authenticated', 'unverified', 'not-checked'];
  expect([...parseCountedVerdicts(undefined)]).toEqual(usual);
  expect([...parseCountedVerdicts(['sure'])]).toEqual(usual);
});
