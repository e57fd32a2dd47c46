import { expect, test } from 'vitest';
import { hasFailed, scriptsOf } from './page-visits.ts';

test('the scripts of a page are counted once, and those of old browsers never', () => {
  const html = [
    '<script src="/_next/static/chunks/a.js" async=""></script>',
    '<script src="/_next/static/chunks/b.js" async="" nonce="x"></script>',
    '<script src="/_next/static/chunks/a.js"></script>',
    '<script src="/_next/static/chunks/old.js" noModule=""></script>',
    '<script>self.__next_f = []</script>',
  ].join('');
  expect(scriptsOf(html)).toEqual(['/_next/static/chunks/a.js', '/_next/static/chunks/b.js']);
});

test('a panel that broke while the page was on its way is a page that failed', () => {
  expect(hasFailed('<div hidden><template data-dgst="123"></template></div>')).toBe(true);
  expect(hasFailed('<template data-dgst="BAILOUT_TO_CLIENT_SIDE_RENDERING"></template>')).toBe(
    false,
  );
  expect(hasFailed('<div><!--$!--><template data-dgst=""></template><!--/$--></div>')).toBe(false);
  // What streams in later says so by a call.
  expect(hasFailed('<script nonce="x">$RX("B:a","355536370")</script>')).toBe(true);
  expect(hasFailed('<script>$RX("B:a","BAILOUT_TO_CLIENT_SIDE_RENDERING")</script>')).toBe(false);
  expect(hasFailed('<main>Overview</main>')).toBe(false);
});
