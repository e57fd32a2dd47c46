import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGGREGATE_SHAPE } from '#lib/report/aggregate-shape';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readXml } from '#lib/report/xml';
import type { XmlElement } from '#lib/report/xml-element';

/** The reader knows again what is written alike; what it reads must be what it would read anew. */
const SHORT = Array.from({ length: 20 }, () => '<record><row/></record>');
const SOURCE = '<source_ip>192.0.2.7</source_ip>';
const OTHER = '<source_ip>192.0.2.8</source_ip>';

test.each<[string, string, string]>([
  [
    'prefixed elements that differ behind an inner end',
    '<p:auth_results><p:auth_results><dkim/></p:auth_results><spf>1</spf></p:auth_results>',
    '<p:auth_results><p:auth_results><dkim/></p:auth_results><spf>2</spf></p:auth_results>',
  ],
  [
    'elements that differ behind an inner end with a blank',
    '<auth_results><spf>1</spf></auth_results ><identifiers><spf>1</spf></identifiers>',
    '<auth_results><spf>1</spf></auth_results ><identifiers><spf>2</spf></identifiers>',
  ],
  [
    'elements that differ behind an end in CDATA',
    '<auth_results><spf><![CDATA[</auth_results>]]>1</spf></auth_results>',
    '<auth_results><spf><![CDATA[</auth_results>]]>2</spf></auth_results>',
  ],
  [
    'elements that differ behind an end in a comment',
    '<auth_results><!--</auth_results>--><spf>1</spf></auth_results>',
    '<auth_results><!--</auth_results>--><spf>2</spf></auth_results>',
  ],
  [
    'elements that differ behind an end in an instruction',
    '<auth_results><?x </auth_results>?><spf>1</spf></auth_results>',
    '<auth_results><?x </auth_results>?><spf>2</spf></auth_results>',
  ],
  [
    'elements of two names with one content',
    '<identifiers><header_from>a</header_from></identifiers>',
    '<identities><header_from>a</header_from></identities>',
  ],
  [
    'elements of two prefixes',
    '<a:identifiers><header_from>a</header_from></a:identifiers>',
    '<b:identifiers><header_from>b</header_from></b:identifiers>',
  ],
])('%s are told apart', (_, first, second) => {
  for (const text of [first + second, second + first, first + first + second]) {
    expect(elementsOf(read([document(text)]))).toEqual(elementsOf(read([...document(text)])));
  }
  expect(elementsOf(read([document(first)]))).not.toEqual(elementsOf(read([document(second)])));
});

test('what is known again is what would be read anew, of any text and in any pieces', () => {
  fc.assert(
    fc.property(fc.array(element), fc.array(fc.nat(40), { minLength: 1 }), (elements, lengths) => {
      // Twice, so that there is something to know again.
      const xml = document(elements.join('') + elements.join(''));
      const anew = elementsOf(read([...xml]));
      expect(elementsOf(read([xml]))).toEqual(anew);
      expect(elementsOf(read(inPieces(xml, lengths)))).toEqual(anew);
    }),
    { numRuns: 3000 },
  );
});

test('records that are written alike are read anew in what varies', () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 4 }),
      fc.array(fc.nat(400), { minLength: 1 }),
      (records, lengths) => {
        // A short document is read without moulds, and nothing is cast that was not read before.
        const xml = reportOf([...SHORT, ...records, ...records, ...records]);
        const anew = elementsOf(read([...xml]));
        expect(elementsOf(read([xml]))).toEqual(anew);
        expect(elementsOf(read(inPieces(xml, lengths)))).toEqual(anew);
      },
    ),
    { numRuns: 1000 },
  );
});

test.each<[string, string, string]>([
  ['a value', row('192.0.2.1', '1'), row('192.0.2.2', '20')],
  ['a value behind a line end', `\n${row('192.0.2.1', '1')}`, `\n${row('192.0.2.22', '1')}`],
  ['a second source', row('192.0.2.1', '1') + SOURCE, row('192.0.2.2', '1') + SOURCE],
  ['a source before the row', SOURCE + row('192.0.2.1', '1'), SOURCE + row('192.0.2.2', '1')],
  ['a source in CDATA', `<![CDATA[${SOURCE}]]>${SOURCE}`, `<![CDATA[${SOURCE}]]>${OTHER}`],
  ['an end in a comment', `<!--</record><record>-->${SOURCE}`, `<!--</record><record>-->${OTHER}`],
  [
    'a prefixed source',
    `<p:source_ip>1</p:source_ip>${SOURCE}`,
    `<p:source_ip>1</p:source_ip>${OTHER}`,
  ],
  ['an unknown element', `<x>${SOURCE}</x>`, `<x>${OTHER}</x>`],
  ['a value with markup behind', '<source_ip>1<x/>2</source_ip>', '<source_ip>2<x/>2</source_ip>'],
  ['a blank', '<source_ip>1</source_ip >', '<source_ip>2</source_ip >'],
  ['an entity', '<source_ip>&#49;</source_ip>', '<source_ip>&#50;</source_ip>'],
  ['an end that is none', '<source_ip>1</source_ip>', '<source_ip>2</source_ip></x>'],
])('records that differ in %s are told apart', (_, first, second) => {
  const rest = '<count>1</count>';
  for (const [one, other] of [
    [first + rest, second + rest],
    [rest + first, rest + second],
  ]) {
    const records = [one, one, other, one, other, other];
    const xml = reportOf([...SHORT, ...records.map((of) => `<record>${of}</record>`)]);
    expect(elementsOf(read([xml]))).toEqual(elementsOf(read([...xml])));
  }
});

test('of markup in any order nothing else is known again', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(startTag, endTag, content), { maxLength: 12 }), (tokens) => {
      const xml = document(tokens.join(''));
      expect(elementsOf(read([xml]))).toEqual(elementsOf(read([...xml])));
    }),
    { numRuns: 3000 },
  );
});

const NAMES = ['auth_results', 'p:auth_results', 'q:auth_results', 'identifiers', 'spf', 'x'];
const name = fc.constantFrom(...NAMES);
const blank = fc.constantFrom('', '', ' ', '\r\n');
const attribute = fc.constantFrom('', ' a=">"', ' a="&lt;/auth_results>"', " a='/>'");
const content = fc.constantFrom(
  '',
  '1',
  '2',
  '\r\n',
  '\u{1f4e7}',
  '&amp;',
  '&lt;/auth_results&gt;',
  '<spf>1</spf>',
  '<spf>2</spf>',
  '<auth_results/>',
  '<p:auth_results/>',
  '<!--</auth_results>-->',
  '<!--<auth_results>-->',
  '<?x </p:auth_results>?>',
  '<![CDATA[</auth_results>]]>',
  '<![CDATA[]]]]><![CDATA[>]]>',
);
const startTag = fc.tuple(name, attribute, blank).map((parts) => `<${parts.join('')}>`);
const endTag = fc.tuple(name, blank).map((parts) => `</${parts.join('')}>`);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'medium' },
    content,
    fc
      .tuple(name, attribute, fc.array(tie('element'), { maxLength: 3 }), blank)
      .map(([of, given, inner, before]) => `<${of}${given}>${inner.join('')}</${of}${before}>`),
  ),
}));

const value = fc.constantFrom(
  '1',
  '192.0.2.1',
  '192.0.2.20',
  '2001:db8::1',
  '',
  ' 1',
  '1 ',
  '&lt;',
);
const leaf = fc
  .tuple(fc.constantFrom('source_ip', 'count', 'p:count', 'x'), attribute, value, blank)
  .map(([of, given, text, before]) => `<${of}${given}>${text}</${of}${before}>`);
const varied = fc.tuple(value, value, content).map(([source, count, between]) => {
  return `<row><source_ip>${source}</source_ip>${between}<count>${count}</count></row>`;
});
const inner = fc.oneof(
  { weight: 3, arbitrary: varied },
  { weight: 1, arbitrary: leaf },
  { weight: 1, arbitrary: element },
);
const record = fc
  .tuple(fc.array(inner, { maxLength: 3 }), fc.constantFrom('', '', ' ', '\r\n', ' a="1"'), blank)
  .map(([parts, given, before]) => `<record${given}>${parts.join('')}</record${before}>`);

function* inPieces(text: string, lengths: readonly number[]) {
  let at = 0;
  for (let n = 0; at < text.length; n += 1) {
    const length = (lengths[n % lengths.length] ?? 0) + 1;
    yield text.slice(at, at + length);
    at += length;
  }
}

function document(records: string) {
  return `<feedback><record>${records}</record></feedback>`;
}

function row(source: string, count: string) {
  return `<row><source_ip>${source}</source_ip><count>${count}</count></row>`;
}

function reportOf(records: readonly string[]) {
  return `<feedback>${records.join('\n')}</feedback>`;
}

/** Read character by character, no end is ever in sight, so nothing is known again. */
function read(chunks: Iterable<string>) {
  const records: Plain[] = [];
  const pieces = [...chunks];
  const root = readXml(
    () => pieces,
    AGGREGATE_SHAPE,
    DEFAULT_LIMITS,
    (record) => {
      records.push(plain(record));
      return null;
    },
  );
  return root.ok ? { records, root: root.value.element } : root.error;
}

type Plain = { name: string; text: string; children: Plain[] };

function elementsOf(found: ReturnType<typeof read>) {
  return 'records' in found ? [...found.records, plain(found.root)] : found;
}

function plain({ name, text, children }: XmlElement): Plain {
  return { name, text, children: children.map(plain) };
}
