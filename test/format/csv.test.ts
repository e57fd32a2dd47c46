import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '#lib/format/csv';

const raw = { guard: false };
const guarded = { guard: true };

test('ends a line with CRLF and an empty cell with nothing', () => {
  expect(csvLine(['a', null, '', 'b'], raw)).toBe('a,,,b\r\n');
});

test('writes numbers, booleans and instants plainly', () => {
  const instant = new Date('2026-11-01T00:00:00.789Z');
  expect(csvLine([1.5, -3, Number.NaN, true, instant], guarded)).toBe(
    '1.5,-3,,true,2026-11-01T00:00:00Z\r\n',
  );
});

test.each(['a"b', 'a,b', 'a\nb', 'a\rb', '\r\n'])('quotes %j', (text) => {
  expect(csvLine([text], raw)).toBe(`"${text.replaceAll('"', '""')}"\r\n`);
});

test('quotes the delimiter that is in use, and only that', () => {
  expect(csvLine(['a,b', 'c;d'], { guard: false, delimiter: ';' })).toBe('a,b;"c;d"\r\n');
});

describe('the formula guard', () => {
  const dangerous = [
    '=1',
    '+1',
    '-1',
    '@a',
    '\ta',
    '\ra',
    '\na',
    '\0a',
    '＝1',
    '＋1',
    '－1',
    '＠a',
  ];

  test.each([...dangerous, ' =1', '\u00a0\t＝1', '\ufeff@a'])('stands before %j', (text) => {
    const [cell] = parseCsv(csvLine([text], guarded), ',').flat();
    expect(cell).toBe(`'${text}`);
  });

  test('disarms the link a reporter calls itself', () => {
    const line = csvLine(['=HYPERLINK("https://example.net","Yahoo")'], guarded);
    expect(line).toBe(`"'=HYPERLINK(""https://example.net"",""Yahoo"")"\r\n`);
  });

  test('leaves harmless text and every number alone', () => {
    expect(csvLine(['a=b', "'x", -1], guarded)).toBe("a=b,'x,-1\r\n");
  });

  test('is off for programs', () => {
    expect(csvLine(['=1'], raw)).toBe('=1\r\n');
  });
});

describe('whatever the cells hold', () => {
  const delimiter = fc.constantFrom(',' as const, ';' as const);
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('"', ',', ';', '\r', '\n', '=', ' ', 'a', '＝') }),
  );
  const table = fc
    .integer({ min: 2, max: 6 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));

  test('a reader of RFC 4180 gets them back', () => {
    fc.assert(
      fc.property(table, delimiter, (rows, by) => {
        const text = rows.map((row) => csvLine(row, { guard: false, delimiter: by })).join('');
        expect(parseCsv(text, by)).toEqual(rows);
      }),
    );
  });

  test('no guarded cell starts a formula, and all that is added is one apostrophe', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const [read = ''] = parseCsv(csvLine([text, 'end'], guarded), ',')[0] ?? [];
        expect(read === text || read === `'${text}`).toBe(true);
        expect(read.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
      }),
    );
  });
});

/** A strict reader of RFC 4180, written from its grammar and not from our encoder. */
function parseCsv(text: string, delimiter: string) {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (text[at] === '"' && text[at + 1] !== '"') break;
        if (text[at] === '"') at += 1;
        value += text[at];
      }
      at += 1;
    } else {
      for (; text[at] !== delimiter && text[at] !== '\r'; at += 1) {
        if (text[at] === '"' || text[at] === '\n') throw new Error(`unquoted at ${at}`);
        value += text[at];
      }
    }
    row.push(value);
    if (text[at] === delimiter) at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither delimiter nor line end at ${at}`);
  }
  return rows;
}
