import { expect, test } from 'vitest';
import { type SenderFacts, senderRequirements } from '#lib/posture/sender-requirements';

const GOOD: SenderFacts = {
  ...{ messages: 1_000, passed: 1_000, dkimAligned: 1_000, spfAligned: 990 },
  ...{ hasPolicy: true, namedHosts: 2, namelessHosts: 0 },
};

const states = (facts: Partial<SenderFacts>) =>
  Object.fromEntries(
    senderRequirements({ ...GOOD, ...facts }).map(({ code, state }) => [code, state]),
  );

test('a domain that does all that reports can tell meets it, and of the rest nothing is claimed', () => {
  expect(states({})).toEqual({
    ...{ bulk: 'told', both: 'meets', dmarc: 'meets', ptr: 'meets' },
    ...{ tls: 'unseen', complaints: 'unseen', unsubscribe: 'unseen', refused: 'unseen' },
  });
});

test.each([
  ['both', { spfAligned: 900 }],
  ['both', { dkimAligned: 979 }],
  ['dmarc', { passed: 979 }],
  ['dmarc', { hasPolicy: false }],
  ['ptr', { namelessHosts: 1 }],
] as const)('%s needs work with %o', (code, facts) => {
  expect(states(facts)[code]).toBe('work');
});

test('a few messages and no server of one’s own tell nothing', () => {
  const few = states({ messages: 29, passed: 0, dkimAligned: 0, spfAligned: 0, namedHosts: 0 });
  expect(few).toMatchObject({ both: 'unseen', dmarc: 'unseen', ptr: 'unseen' });
});
