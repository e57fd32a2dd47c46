import { Disguise } from './disguise.ts';

/** Elements whose words are the standard's or plain numbers: they are what a sample is about. */
const KEPT = new Set([
  ...['version', 'begin', 'end', 'count', 'disposition', 'dkim', 'spf', 'result', 'scope', 'type'],
  ...['p', 'sp', 'np', 'adkim', 'aspf', 'pct', 'fo', 'ri', 'rf', 't', 'psd', 'testing'],
  ...['discovery_method'],
]);
/** The same for the keys of TLS reports (RFC 8460 §4.4). */
const KEPT_KEYS = new Set([
  ...['start-datetime', 'end-datetime', 'policy-type', 'result-type', 'failure-reason-code'],
]);

/**
 * The text of a report as a sample that may be shared: the same structure, the same numbers and the
 * same faults, and nobody in it. Works on the bytes as they are (one character a byte), so that what
 * a parser stumbles over is still there.
 */
export function anonymiseText(latin1: string, disguise = new Disguise()): string {
  const start = latin1.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return anonymiseJson(latin1, disguise);
  return latin1.includes('<') ? anonymiseXml(latin1, disguise) : disguise.words(latin1);
}

/** Everything between two tags belongs to the element that was opened last. */
function anonymiseXml(xml: string, disguise: Disguise) {
  let element = '';
  return xml.replace(/<[^<>]*>?|[^<]+/g, (piece) => {
    if (!piece.startsWith('<')) return text(element, piece, disguise);
    const [, close, name] = /^<(\/?)(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(piece) ?? [];
    if (name === undefined) return piece.startsWith('<?') ? piece : disguise.words(piece);
    element = close ? '' : name.toLowerCase();
    return piece.replace(
      /(\s(?!xmlns|version|lang|xml:)[\w:.-]+\s*=\s*)("[^"]*"|'[^']*')/g,
      (_, key, value) => {
        return `${key}${disguise.words(value)}`;
      },
    );
  });
}

function text(element: string, content: string, disguise: Disguise) {
  if (content.trim() === '') return content;
  if (KEPT.has(element) && content.length <= 40) return content;
  return entities(content, disguise);
}

/** A reference such as `&amp;` is structure: its letters are not words. */
function entities(content: string, disguise: Disguise) {
  return content
    .split(/(&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|apos);)/gi)
    .map((part, index) => (index % 2 === 1 ? part : disguise.words(part)))
    .join('');
}

function anonymiseJson(json: string, disguise: Disguise) {
  let key = '';
  return json.replace(
    /"((?:[^"\\]|\\.)*)"(\s*:)?/g,
    (_, content: string, colon: string | undefined) => {
      if (colon !== undefined) {
        key = content;
        return `"${content}"${colon}`;
      }
      const kept = KEPT_KEYS.has(key) || /^(?:version|mode|max_age): ?[\w-]{1,20}$/.test(content);
      return kept ? `"${content}"` : `"${escapes(content, disguise)}"`;
    },
  );
}

/** An escape such as `\n` is structure, too. */
function escapes(content: string, disguise: Disguise) {
  return content
    .split(/(\\u[0-9a-f]{4}|\\.)/gi)
    .map((part, index) => (index % 2 === 1 ? part : disguise.words(part)))
    .join('');
}
