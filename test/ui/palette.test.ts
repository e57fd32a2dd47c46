import { expect, test } from 'vitest';
import { entriesFor } from '#app/_ui/palette-entries';
import { deedOf, SHORTCUTS, searchAfter } from '#app/_ui/shortcuts';
import { wordsOf } from '#lib/words/translate';

const DOMAINS = [
  { name: 'mail.tidewater.example', unicode: 'mail.tidewater.example' },
  { name: 'tidewater-news.example', unicode: 'tidewater-news.example' },
  { name: 'tidewater.example', unicode: 'tidewater.example' },
  { name: 'xn--mnchen-3ya.example', unicode: 'münchen.example' },
];
const PLACES = { domains: DOMAINS, groups: [{ name: 'Shops, EU' }] };
const t = wordsOf('en', 'chrome');
const first = (typed: string, tail = '') => entriesFor(typed, PLACES, tail, t)[0]?.items[0];
const texts = (typed: string) =>
  entriesFor(typed, PLACES, '', t).map(({ value, items }) => [
    value,
    items.map(({ text }) => text),
  ]);

test('an address leads to its page, a block to its sources', () => {
  expect(first('2001:DB8:0::25', '?range=7d')?.href).toBe('/ips/2001%3Adb8%3A%3A25?range=7d');
  expect(first('192.0.2.9/24')?.href).toBe('/sources?ip=192.0.2.0%2F24');
});

test('a name that begins with what was typed comes first, and the shortest of them', () => {
  expect(first('tidewater')).toMatchObject({ href: '/domains/tidewater.example' });
  expect(texts('tidewater')[0]).toEqual([
    'Domains',
    ['tidewater.example', 'tidewater-news.example', 'mail.tidewater.example'],
  ]);
});

test('a domain is found by both of its spellings', () => {
  expect(first('münch')?.href).toBe('/domains/xn--mnchen-3ya.example');
  expect(first('xn--mn')?.text).toBe('münchen.example');
});

test('a group leads to its Overview, whatever the scope was', () => {
  expect(first('shops', '?d=a.example&group=Other&range=7d')).toEqual({
    ...{ href: '/?range=7d&group=Shops%2C+EU', text: 'Shops, EU', words: '' },
  });
  expect(first('tidewater', '?group=Other&range=7d')?.href).toBe(
    '/domains/tidewater.example?range=7d',
  );
});

test('scope and period come along, but not the scope to one domain', () => {
  expect(first('tidewater', '?d=a.example&range=7d')?.href).toBe(
    '/domains/tidewater.example?range=7d',
  );
  expect(first('sources', '?d=a.example')?.href).toBe('/sources?d=a.example');
});

test('words that name no place are searched for', () => {
  expect(texts('no such thing')).toEqual([['Search', ['Reports that name “no such thing”']]]);
  expect(first('a&b=c')?.href).toBe('/reports?q=a%26b%3Dc');
});

const press = (key: string, more = {}) => ({
  ...{ key, metaKey: false, ctrlKey: false, altKey: false },
  ...more,
});

test('keys do nothing while somebody writes, or where they are switched off', () => {
  const free = { typing: false, single: true };
  expect(deedOf(press('w'), free)).toBe('7d');
  expect(deedOf(press('w'), { ...free, typing: true })).toBeNull();
  expect(deedOf(press('w'), { ...free, single: false })).toBeNull();
  expect(deedOf(press('k'), free)).toBe('previous');
  expect(deedOf(press('k', { ctrlKey: true }), { typing: true, single: false })).toBe('palette');
  // Ctrl+W closes the browser's tab, and is not ours.
  expect(deedOf(press('w', { ctrlKey: true }), free)).toBeNull();
  expect(deedOf(press('q', { altKey: true }), free)).toBeNull();
});

test('no key means two things', () => {
  const chords = SHORTCUTS.flatMap(({ keys, mod }) => keys.map((key) => `${mod} ${key}`));
  expect(new Set(chords).size).toBe(chords.length);
});

test('a period key takes fixed ends and the page away, and keeps the rest', () => {
  expect(searchAfter('7d', '?d=a.example&from=2026-01-01&to=2026-01-02&cur=x')).toBe(
    '?d=a.example&range=7d',
  );
  expect(searchAfter('compare', '?cmp=none')).toBe('');
  expect(searchAfter('compare', '')).toBe('?cmp=none');
  expect(searchAfter('clear', '?d=a.example&res=rejected&q=x&view=table')).toBe(
    '?d=a.example&view=table',
  );
  expect(searchAfter('help', '')).toBeNull();
});
