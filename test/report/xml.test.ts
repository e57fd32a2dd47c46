import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGGREGATE_SHAPE } from '#lib/report/aggregate-shape';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readXml } from '#lib/report/xml';
import type { XmlElement } from '#lib/report/xml-element';

/** The reader knows again what is written alike; what it reads must be what it would read anew. */
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

/** Read character by character, no end is ever in sight, so nothing is known again. */
function read(chunks: Iterable<string>) {
  const records: XmlElement[] = [];
  const root = readXml(chunks, AGGREGATE_SHAPE, DEFAULT_LIMITS, (record) => {
    records.push(record);
    return null;
  });
  return root.ok ? { records, root: root.value.element } : root.error;
}

type Plain = { name: string; text: string; children: Plain[] };

function elementsOf(found: ReturnType<typeof read>) {
  return 'records' in found ? [...found.records, found.root].map(plain) : found;
}

function plain({ name, text, children }: XmlElement): Plain {
  return { name, text, children: children.map(plain) };
}
