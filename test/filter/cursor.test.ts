import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import { parseFilter } from '#lib/filter/filter';

const ANY = z.array(z.union([z.string(), z.number(), z.null()]));

test('a cursor survives the URL', () => {
  const values = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 8 });
  fc.assert(
    fc.property(values, (place) => {
      const { cursor } = parseFilter({ cur: encodeCursor(place) });
      expect(decodeCursor(cursor, ANY)).toEqual(place);
    }),
  );
});

test.each([null, '', 'x', 'e30', 'W3t9XQ'])('%s is no cursor of ours', (word) => {
  expect(decodeCursor(word, ANY)).toBeNull();
});

test('a cursor of another list is none of this one', () => {
  expect(decodeCursor(encodeCursor(['1', 2]), z.tuple([z.string()]))).toBeNull();
});
