import { anonymiseFile } from './anonymise-file.ts';
import { Disguise } from './disguise.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';

/** Header fields that say how a mail is built; its faults are often here. */
const STRUCTURE =
  /^(?:mime-version|content-type|content-transfer-encoding|content-disposition|contenttype)$/i;
/** Words that reporters write into subjects and disposition fields by rule. */
const RULE = /\b(?:report|domain|submitter|report-id|dmarc|aggregate|re|fwd?)\b/gi;

/**
 * A mail as a sample that may be shared: the same parts in the same order, with the same encodings
 * and the same faults, and nobody in it. What is attached is opened, anonymised and packed again.
 */
export async function anonymiseMail(
  raw: Uint8Array,
  limits: Limits = DEFAULT_LIMITS,
): Promise<Uint8Array> {
  const disguise = new Disguise();
  const text = Buffer.from(raw).toString('latin1');
  const pieces = await Promise.all(
    sections(text).map((section) => anonymiseSection(section, limits, disguise)),
  );
  return Buffer.from(pieces.join(''), 'latin1');
}

/** A header block with the body below it, as they follow each other in a mail of many parts. */
type Section = { head: string; gap: string; body: string };

/** Cuts a mail at its boundary lines: each part begins with a line of two dashes and a header. */
function sections(mail: string): Section[] {
  return mail.split(/(?<=\n)(?=--[^\r\n]{1,200}\r?\n)/).map((part) => {
    const gap = /\r?\n\r?\n/.exec(part);
    if (!gap) return { head: part, gap: '', body: '' };
    const end = gap.index;
    return { head: part.slice(0, end), gap: gap[0], body: part.slice(end + gap[0].length) };
  });
}

async function anonymiseSection({ head, gap, body }: Section, limits: Limits, disguise: Disguise) {
  const encoded = /^content-transfer-encoding\s*:\s*base64/im.test(head);
  const sample = encoded
    ? await anonymiseBase64(body, limits, disguise)
    : Buffer.from(await anonymiseFile(Buffer.from(body, 'latin1'), limits, disguise)).toString(
        'latin1',
      );
  return anonymiseHead(head, disguise) + gap + sample;
}

function anonymiseHead(head: string, disguise: Disguise) {
  const [first = '', ...others] = head.split(/(?<=\n)(?![ \t])/);
  const boundary = first.startsWith('--') ? first : '';
  const fields = boundary ? others : [first, ...others];
  return boundary + fields.map((field) => anonymiseField(field, disguise)).join('');
}

function anonymiseField(field: string, disguise: Disguise) {
  const colon = field.indexOf(':');
  if (colon < 0) return disguise.words(field);
  const name = field.slice(0, colon);
  const value = field.slice(colon);
  return (
    name + (STRUCTURE.test(name.trim()) ? quotedNames(value, disguise) : ruled(value, disguise))
  );
}

/** In a field of structure only the file's name tells who somebody is. */
function quotedNames(value: string, disguise: Disguise) {
  return value.replace(/(name(?:\*\d*\*?)?\s*=\s*)("[^"]*"|[^\s;]+)/gi, (_, key, name) => {
    return key + disguise.words(name);
  });
}

function ruled(value: string, disguise: Disguise) {
  const rules = [...value.matchAll(RULE)];
  let sample = '';
  let last = 0;
  for (const { 0: word, index } of rules) {
    sample += disguise.words(value.slice(last, index)) + word;
    last = index + word.length;
  }
  return sample + disguise.words(value.slice(last));
}

/** Decodes, anonymises and encodes again, in lines of the same length and with the same ending. */
async function anonymiseBase64(body: string, limits: Limits, disguise: Disguise) {
  const [, block = '', rest = ''] = /^([A-Za-z0-9+/=\s]*)([\s\S]*)$/.exec(body) ?? [];
  const [line = ''] = block.trimStart().split(/\r?\n/, 1);
  const ending = block.includes('\r\n') ? '\r\n' : '\n';
  const width = Math.max(line.length, 4);
  const sample = await anonymiseFile(Buffer.from(block, 'base64'), limits, disguise);
  const encoded = Buffer.from(sample).toString('base64');
  const lines = encoded.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  const tail = /\s*$/.exec(block)?.[0] ?? '';
  return lines.join(ending) + tail + (rest.startsWith('--') ? rest : disguise.words(rest));
}
