import { expect, test } from 'vitest';
import { localeOf } from '#lib/words/locale';

test.each([
  ['ja', 'en-GB,en;q=0.9', 'ja'],
  ['en', 'ja', 'en'],
  ['fr', 'ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
  [undefined, 'fr-FR, en;q=0.7, ja;q=0.8', 'ja'],
  [undefined, 'EN-us;q=0.5, JA;q=0', 'en'],
  [undefined, 'ja;q=nonsense', 'en'],
  [undefined, 'de', 'en'],
  [undefined, null, 'en'],
])('cookie %s and Accept-Language %s speak %s', (cookie, accept, locale) => {
  expect(localeOf(cookie, accept)).toBe(locale);
});
