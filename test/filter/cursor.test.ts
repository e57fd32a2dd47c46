import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import { parseFilter } from '#lib/filter/filter';

test('a cursor survives the URL', () => {
  const values = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 8 });
  fc.assert(
    fc.property(values, (place) => {
      const { cursor } = parseFilter({ cur: encodeCursor(place) });
      expect(decodeCursor(cursor)).toEqual(place);
    }),
  );
});

test.each([null, '', 'x', 'e30', 'W3t9XQ'])('%s is no cursor of ours', (word) => {
  expect(decodeCursor(word)).toBeNull();
});
