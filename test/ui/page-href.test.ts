import { expect, test } from 'vitest';
import { pageForm, pageHref, pagePath, unfilteredHref } from '#app/_ui/page-href';
import { parseFilter } from '#lib/filter/filter';

const filter = parseFilter({ range: '7d', res: 'rejected', q: 'club' });

test('what a page says of itself stays, whatever its filter becomes', () => {
  const path = pagePath('/sources', { by: 'ip', tab: 'review', of: null });
  expect(pageHref(path, filter)).toBe('/sources?range=7d&res=rejected&q=club&by=ip&tab=review');
  expect(pageHref(path, filter, { q: null })).toBe(
    '/sources?range=7d&res=rejected&by=ip&tab=review',
  );
  expect(unfilteredHref(path, filter)).toBe('/sources?range=7d&by=ip&tab=review');
  expect(pageHref(path, parseFilter({}))).toBe('/sources?by=ip&tab=review');
});

test('a parameter of the page can be changed and taken away', () => {
  expect(pagePath('/sources?by=ip', { by: 'country' })).toBe('/sources?by=country');
  expect(pagePath('/sources?by=ip', { by: null })).toBe('/sources');
});

test('what the path says is not said twice, with or without parameters of the page', () => {
  const scoped = { ...parseFilter({}), domains: ['example.com'] };
  expect(pageHref('/domains/example.com?tab=reporters', scoped)).toBe(
    '/domains/example.com?tab=reporters',
  );
});

test('a form goes to the bare page and sends the rest with it', () => {
  expect(pageForm('/sources?of=service%3AClub+%26+Co', filter, { q: null })).toEqual({
    action: '/sources',
    kept: [
      ['range', '7d'],
      ['res', 'rejected'],
      ['of', 'service:Club & Co'],
    ],
  });
});
