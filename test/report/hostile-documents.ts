import { gzipSync } from 'node:zlib';
import { attacks, MIB } from './hostile-input.ts';
import { aggregateXml, METADATA, recordXml } from './sample-xml.ts';

/** Attacks by what an aggregate report says (SECURITY 2.3). */
export const HOSTILE_DOCUMENTS = attacks([
  ['entities that multiply', () => doctype(laughs()), 'report/malformed'],
  [
    'an entity that is a file',
    () => doctype('<!ENTITY x SYSTEM "file:///etc/passwd">'),
    'report/malformed',
  ],
  ['a parameter entity', () => doctype('<!ENTITY % x "y">%x;'), 'report/malformed'],
  ['a DTD without entities', () => doctype(''), 'report/malformed'],
  ['a DTD behind junk that could be cut off', () => `"${doctype('')}`, 'report/malformed'],
  [
    'a DTD that does not end',
    () => `<!DOCTYPE feedback [<feedback>${repeat(10 * MIB, ' ')}`,
    'report/too-large',
  ],
  ['a million levels', () => inside(repeat(1e6, '<row>')), 'report/too-large'],
  ['a million levels of a stranger', () => inside(repeat(1e6, '<x>')), 'report/too-large'],
  ['a name of a mebibyte', () => inside(`<${repeat(MIB, 'n')}/>`), 'report/too-large'],
  ['a name of a kibibyte', () => inside(`<${repeat(1024, 'n')}/>`), 'report/too-large'],
  ['a text of 20 MiB', () => inside(repeat(20 * MIB, 'x')), 'report/too-large'],
  [
    'a text of 20 MiB in a leaf',
    () => aggregateXml({ metadata: `<org_name>${repeat(20 * MIB, 'x')}` }),
    'report/too-large',
  ],
  ['20 MiB of blanks within', () => inside(repeat(20 * MIB, ' ')), 'report/too-large'],
  ['20 MiB of line ends within', () => inside(repeat(10 * MIB, '\r\n')), 'report/too-large'],
  ['20 MiB of references', () => inside(repeat(4 * MIB, '&amp;')), 'report/too-large'],
  ['an attribute of 20 MiB', () => inside(`<x y="${repeat(20 * MIB, 'z')}"/>`), 'report/too-large'],
  ['a million attributes', () => inside(`<x ${repeat(1e6, 'a="" ')}/>`), 'report/too-large'],
  [
    'a CDATA section of 20 MiB',
    () => inside(`<![CDATA[${repeat(20 * MIB, 'x')}]]>`),
    'report/too-large',
  ],
  ['a comment of 20 MiB', () => inside(`<!--${repeat(20 * MIB, 'x')}-->`), 'report/too-large'],
  [
    'a leaf of many small CDATA sections',
    () =>
      aggregateXml({
        metadata: `<report_metadata><org_name>${repeat(1e5, '<![CDATA[xxxxxxxx]]>')}</org_name></report_metadata>`,
      }),
    'report/too-large',
  ],
  ['20 MiB after a fault', () => `<feedback></x>${repeat(20 * MIB, 'x')}`, 'report/malformed'],
  ['20 MiB of brackets', () => `<feedback>${repeat(20 * MIB, '<')}`, 'report/malformed'],
  ['two roots', () => aggregateXml() + aggregateXml({ declaration: '' }), 'report/malformed'],
  [
    'elements that cross',
    () =>
      aggregateXml({ policy: '<policy_published><domain>example.com</policy_published></domain>' }),
    'report/malformed',
  ],
  ['an attribute twice', () => inside('<x y="" y=""/>'), 'report/malformed'],
  ['an attribute without quotes', () => inside('<x y=z/>'), 'report/malformed'],
  ['an undeclared entity in a name', () => aggregateXml({ root: 'feed&back' }), 'report/malformed'],
  ['a reference to NUL', () => inside('&#0;'), 'report/malformed'],
  ['a reference to half a character', () => inside('&#xD800;'), 'report/malformed'],
  ['another root', () => `<report>${aggregateXml({ declaration: '' })}</report>`, 'report/invalid'],
  ['an unfinished declaration', () => '<?xml version="1.0"', 'report/not-found'],
  ['a report without metadata', () => aggregateXml({ metadata: '' }), 'report/invalid'],
  ['a report without a policy', () => aggregateXml({ policy: '' }), 'report/invalid'],
  [
    'a domain of a megabyte',
    () =>
      aggregateXml({
        policy: `<policy_published><domain>${repeat(60_000, 'x')}</domain></policy_published>`,
      }),
    'report/invalid',
  ],
  [
    'a domain that is none',
    () => aggregateXml({ policy: '<policy_published><domain>a b</domain></policy_published>' }),
    'report/invalid',
  ],
  [
    'a period in words',
    () => aggregateXml({ metadata: METADATA.replace('1762300800', 'today') }),
    'report/invalid',
  ],
  ['a million empty roots', () => repeat(1e6, '<feedback/>'), 'report/malformed'],
  ['a name of 20 MiB', () => `<feedback><${repeat(20 * MIB, 'n')}`, 'report/too-large'],
  ['10 MiB of one name over and over', () => inside(repeat(1e6, '<a></a>')), 'read'],
  ['200,000 names, each another', () => inside(distinct(200_000)), 'read'],
  [
    'a million declarations of namespaces',
    () => inside(`<x ${namespaces(50_000)}/>`),
    'report/too-large',
  ],
  ['elements with names of prototypes', () => inside(PROTOTYPES), 'read'],
  ['200,000 elements of strangers', () => inside(repeat(2e5, '<x><y/></x>')), 'read'],
  ['200,000 instructions and comments', () => inside(repeat(2e5, '<?x y?><!-- z -->')), 'read'],
  [
    '250,001 records',
    () => aggregateXml({ records: repeat(250_001, '<record/>') }),
    'report/too-large',
  ],
  [
    '250,000 records of nothing',
    () => aggregateXml({ records: repeat(250_000, '<record/>') }),
    'read',
  ],
  ['100,000 reasons in one row', () => aggregateXml({ records: reasons(100_000) }), 'read'],
  ['100,000 signatures in one row', () => aggregateXml({ records: signatures(100_000) }), 'read'],
  [
    '10 million elements of a record',
    () => packed({ records: `<record>${repeat(1e7, '<p/>')}</record>` }),
    'report/too-large',
  ],
  [
    '10 million elements beside the records',
    () => packed({ metadata: `${METADATA}${repeat(1e7, '<p/>')}` }),
    'report/too-large',
  ],
  ['a million results, each another', () => packed({ records: results(1e6) }), 'report/too-large'],
  ['800,000 reasons, each another', () => packed({ records: whys(8e5) }), 'report/too-large'],
  [
    'a million elements whose end tags hold a blank',
    () => packed({ records: `<record>${repeat(1e6, '<auth_results></auth_results >')}</record>` }),
    'read',
  ],
  [
    '100,000 records, each with a domain of its own',
    () => packed({ records: domains(100_000) }),
    'read',
  ],
  ['100,000 errors', () => aggregateXml({ metadata: errors(100_000) }), 'read'],
  [
    '10 MiB of control characters',
    () => inside(repeat(10 * MIB - 2000, '\u0001')),
    'report/malformed',
  ],
  ['a bell in each of 100,000 places', () => inside(repeat(100_000, '<x>\u0007</x>')), 'read'],
  ['100,000 raw ampersands', () => inside(repeat(100_000, '<x>&</x>')), 'read'],
  [
    '100,000 addresses in brackets',
    () => inside(repeat(100_000, '<x><a@example.com></x>')),
    'read',
  ],
  ['9 MiB before the root', () => `"${repeat(9 * MIB, ' ')}${aggregateXml()}`, 'report/not-found'],
  ['20 MiB of NUL', () => `<feedback>${repeat(20 * MIB, '\0')}`, 'report/malformed'],
  ['UTF-16 that ends in half a character', () => utf16().subarray(0, -1), 'report/malformed'],
  ['a surrogate alone in UTF-16', () => Buffer.concat([utf16(), Buffer.from([0, 0xd8])]), 'read'],
]);

function inside(text: string) {
  return aggregateXml({ metadata: `${METADATA}${text}` });
}

function repeat(count: number, text: string) {
  return text.repeat(count);
}

function doctype(text: string) {
  return aggregateXml({ declaration: `<?xml version="1.0"?><!DOCTYPE feedback [${text}]>` });
}

function laughs() {
  const levels = Array.from(
    { length: 9 },
    (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`,
  );
  return `<!ENTITY a0 "ha">${levels.join('')}`;
}

const PROTOTYPES = '<__proto__><constructor/></__proto__><toString/><hasOwnProperty/>';

function distinct(count: number) {
  return Array.from({ length: count }, (_, n) => `<a${n}/>`).join('');
}

function namespaces(count: number) {
  return Array.from({ length: count }, (_, n) => `xmlns:a${n}="urn:b"`).join(' ');
}

function reasons(count: number) {
  return recordXml({ evaluated: repeat(count, '<reason><type>other</type></reason>') });
}

function signatures(count: number) {
  return recordXml({ results: repeat(count, '<dkim><domain>a.example</domain></dkim>') });
}

/** So many, a hundred in each record. */
function results(count: number) {
  const one = (n: number) => `<spf><result>${n.toString(36)}</result></spf>`;
  return times(count / 100, (n) => recordXml({ results: times(100, (m) => one(n * 100 + m)) }));
}

function whys(count: number) {
  const one = (n: number) => `<reason><type>${n.toString(36)}</type></reason>`;
  return times(count / 20, (n) => recordXml({ evaluated: times(20, (m) => one(n * 20 + m)) }));
}

function domains(count: number) {
  const one = (n: number) => `<header_from>${n}.example.com</header_from>`;
  return times(count, (n) => recordXml({ identifiers: one(n), evaluated: '', results: '' }));
}

function times(count: number, write: (n: number) => string) {
  return Array.from({ length: count }, (_, n) => write(n)).join('');
}

/** A document too large for a mail. */
function packed(parts: Parameters<typeof aggregateXml>[0]) {
  return gzipSync(aggregateXml(parts));
}

function errors(count: number) {
  return METADATA.replace('<email>', `${repeat(count, '<error>again</error>')}<email>`);
}

function utf16() {
  const declaration = '<?xml version="1.0" encoding="UTF-16"?>';
  return Buffer.from(`\ufeff${aggregateXml({ declaration })}`, 'utf16le');
}
