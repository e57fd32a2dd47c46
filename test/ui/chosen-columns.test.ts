import { expect, test } from 'vitest';
import { columnsInPath, parseColumns, shownColumns } from '#app/_ui/chosen-columns';

const COLUMNS = [
  { head: 'Source', name: 'source' },
  { head: 'Messages', name: 'messages' },
  { head: 'DKIM', name: 'dkim', rare: true },
  { head: 'Last seen', name: 'last' },
  { head: 'Answer' },
];

const shown = (cols?: string | string[]) =>
  shownColumns(COLUMNS, parseColumns(cols === undefined ? {} : { cols })).map(({ head }) => head);

test('without a choice the usual columns are shown, and the rare ones are not', () => {
  expect(shown()).toEqual(['Source', 'Messages', 'Last seen', 'Answer']);
  expect(shown('')).toEqual(shown());
});

test('a choice is shown in the table’s own order, with what cannot be taken away', () => {
  expect(shown('last,dkim')).toEqual(['Source', 'DKIM', 'Last seen', 'Answer']);
});

test('a form of ticks says the same as a link does', () => {
  expect(shown(['source', 'dkim'])).toEqual(shown('source,dkim'));
});

test('the first column alone is a choice too', () => {
  expect(shown('source')).toEqual(['Source', 'Answer']);
});

test('names that the table does not have are no choice', () => {
  expect(shown('colour')).toEqual(shown());
  expect(shown('colour,last')).toEqual(['Source', 'Last seen', 'Answer']);
  expect(parseColumns({ cols: '<b>,a b' })).toBe(null);
});

test('a choice is written as it is read', () => {
  const chosen = parseColumns({ cols: ['last', 'dkim', 'last'] });
  expect(columnsInPath(chosen)).toEqual({ cols: 'last,dkim' });
  expect(parseColumns({ cols: columnsInPath(chosen).cols ?? '' })).toEqual(chosen);
  expect(columnsInPath(null)).toEqual({ cols: null });
});
