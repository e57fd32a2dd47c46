import { expect, test } from 'vitest';
import { isSamePeek, parsePeek, peekHref } from '#app/_ui/peek';
import { parseFilter } from '#lib/filter/filter';

const filter = parseFilter({ range: '7d', cur: 'abc' });

test('a row’s address keeps the page of the list and all that it says', () => {
  const peeking = { open: null, path: '/sources?by=ip&page=2', filter };
  const href = peekHref(peeking, { kind: 'service', name: 'Club & Co' });
  expect(href).toBe('/sources?range=7d&cur=abc&by=ip&page=2&peek=service%3AClub+%26+Co');
  const search = Object.fromEntries(new URLSearchParams(href.split('?')[1]));
  expect(parsePeek(search)).toEqual({ kind: 'service', name: 'Club & Co' });
  expect(peekHref(peeking, null)).toBe('/sources?range=7d&cur=abc&by=ip&page=2');
});

test('an address is read in its one spelling, and a block is none', () => {
  expect(parsePeek({ peek: 'ip:2001:DB8::0:1' })).toEqual({ kind: 'ip', name: '2001:db8::1' });
  expect(parsePeek({ peek: 'ip:192.0.2.0/24' })).toBe(null);
});

test.each(['', 'ip:', 'ip:nowhere', 'user:1', 'service', `service:${'x'.repeat(256)}`])(
  'what names no row opens nothing: %s',
  (peek) => expect(parsePeek({ peek })).toBe(null),
);

test('days are read where they are two of the calendar, in their order', () => {
  expect(parsePeek({ peek: 'days:2026-11-02..2026-11-08' })).toEqual({
    ...{ kind: 'days', name: '2026-11-02..2026-11-08' },
  });
  for (const name of ['2026-11-02', '2026-11-08..2026-11-02', '2026-02-30..2026-03-01', '..']) {
    expect(parsePeek({ peek: `days:${name}` })).toBe(null);
  }
});

test('a row is open when its kind and its name are', () => {
  const open = parsePeek({ peek: 'ip:192.0.2.1' });
  expect(isSamePeek(open, { kind: 'ip', name: '192.0.2.1' })).toBe(true);
  expect(isSamePeek(open, { kind: 'service', name: '192.0.2.1' })).toBe(false);
  expect(isSamePeek(null, null)).toBe(false);
});
