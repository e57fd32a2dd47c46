import { expect, test } from 'vitest';
import { type ChangeFacts, changesOf } from '#app/(dashboard)/changes';
import { listDays } from '#lib/filter/day';
import { parseFilter } from '#lib/filter/filter';
import { formatsOf } from '#lib/format/formats';
import { tallyOf } from '#lib/queries/metrics';
import type { Sender } from '#lib/queries/senders';
import type { DomainVolume } from '#lib/queries/volume-by-domain';
import type { SourceClass } from '#lib/source/source-class';
import { wordsOf } from '#lib/words/translate';

const t = wordsOf('en', 'overview');
const f = formatsOf('en', wordsOf('en', 'format'));
const week = { from: '2026-11-15', to: '2026-11-21' };
const quiet: ChangeFacts = {
  ...{ week, volumes: [], policies: [], senders: [], knownSince: '2026-08-24' },
  filter: parseFilter({}),
};

const titles = (facts: Partial<ChangeFacts>) =>
  changesOf({ ...quiet, ...facts }, t, f).map(({ title }) => title.replaceAll(/\s/g, ' '));

/** A domain with so much mail a day in the week before, and so much in this one. */
function volume(name: string, before: [number, number], after: [number, number]): DomainVolume {
  const days = listDays('2026-11-08', '2026-11-21').map((day) => {
    const [messages, passed] = day < week.from ? before : after;
    return { day, messages, passed };
  });
  return { name, unicode: name, messages: 7 * (before[0] + after[0]), passed: 0, days };
}

type Seen = { firstDay: string; lastDay: string; whose?: SourceClass; name?: string };

function sender({ firstDay, lastDay, whose = 'approved', name = 'Shop' }: Seen): Sender[] {
  const tally = tallyOf({
    ...{ messages: 90, both: 90, dkimOnly: 0, spfOnly: 0, neither: 0, passed: 90 },
    ...{ delivered: 0, rejected: 0, overridden: 0, quarantined: 0 },
  });
  const facts = { domain: 'example.com', name, ip: null, class: whose, waits: false, addresses: 1 };
  const hosts = { isService: true, askedHosts: 0, namedHosts: 0 };
  return [{ ...tally, ...facts, ...hosts, firstDay, lastDay }];
}

test('a week like the one before it has nothing to tell', () => {
  const volumes = [volume('example.com', [100, 99], [110, 108])];
  const senders = sender({ firstDay: '2026-09-01', lastDay: '2026-11-21' });
  expect(titles({ volumes, senders })).toEqual([]);
});

test('a fall of the pass rate comes before a rise, and both are told in percent', () => {
  const volumes = [
    volume('example.org', [100, 90], [100, 95]),
    volume('example.com', [100, 99], [100, 90]),
  ];
  expect(titles({ volumes })).toEqual([
    'Compliance of example.com fell from 99.0 % to 90.0 %',
    'Compliance of example.org rose from 90.0 % to 95.0 %',
  ]);
});

test('twice the mail is told, and of fewer than 30 messages nothing is', () => {
  const volumes = [
    volume('example.com', [100, 100], [250, 250]),
    volume('few.example', [4, 4], [1, 0]),
  ];
  expect(titles({ volumes })).toEqual(['Messages of example.com rose from 700 to 1,750']);
});

test('a policy that receivers began to see is told, with nothing stated before', () => {
  const policies = [{ day: '2026-11-16', domain: 'example.com', before: null, after: 'p=reject' }];
  expect(titles({ policies })).toEqual(['example.com went from no policy to p=reject']);
});

test('a sender is new where it was looked for two weeks before, and a forger is no news', () => {
  const seen = { firstDay: '2026-11-18', lastDay: '2026-11-21' };
  expect(titles({ senders: sender(seen) })).toEqual(['Shop began to send for example.com']);
  expect(titles({ senders: sender(seen), knownSince: '2026-11-02' })).toEqual([]);
  expect(titles({ senders: sender({ ...seen, whose: 'spoof' }) })).toEqual([]);
});

test('who sent for two weeks and fell silent this week is missed, and nobody who left long ago', () => {
  const gone = { firstDay: '2026-10-01', lastDay: '2026-11-12' };
  expect(titles({ senders: sender(gone) })).toEqual(['Shop no longer sends for example.com']);
  expect(titles({ senders: sender({ ...gone, lastDay: '2026-11-05' }) })).toEqual([]);
  expect(titles({ senders: sender({ ...gone, firstDay: '2026-11-05' }) })).toEqual([]);
});
