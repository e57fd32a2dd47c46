import pino from 'pino';
import { env } from '#lib/env';

/** Words of strangers end here (SECURITY 1, row 19); a sentence of ours may quote them whole. */
const LONGEST = 256;
const LONGEST_SENTENCE = 768;
const SENTENCES = new Set(['text', 'reason', 'problem', 'message']);
const SECRETS =
  /^(password|secret|token|accessToken|refreshToken|clientSecret|authorization|cookie)$/i;

/** Of lines that say the same of the same reason, so many in a minute are written. */
const MOST = 60;
const WINDOW_MS = 60_000;

/**
 * One line of JSON per event, on stderr so that a command's stdout stays its answer. Values of these
 * keys never reach a line, at any depth that we log; whatever a line says was sent by strangers is cut,
 * and shows its control characters; and who makes the same thing fail over and over fills no disk.
 */
export const log = pino(
  {
    level: env().LOG_LEVEL,
    base: null,
    formatters: { log: shortened },
    serializers: { err: (error: unknown) => described(error) },
    hooks: {
      streamWrite: (line) => line.replace(HIDDEN, escaped),
      logMethod([line, words], method, level) {
        const withheld = isLetThrough(line, words, level);
        if (withheld === null) return;
        const facts = withheld > 0 && isFacts(line) ? { ...line, withheld } : line;
        method.apply(this, words === undefined ? [facts] : [facts, words]);
      },
    },
  },
  pino.destination({ dest: 2, sync: true }),
);

/** C1 controls, and what turns, breaks or hides text; JSON escapes none but C0 (RFC 8259, 7). */
const HIDDEN = /[\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(character: string) {
  return [...Array(character.length).keys()]
    .map((n) => `\\u${character.charCodeAt(n).toString(16).padStart(4, '0')}`)
    .join('');
}

function shortened(line: object) {
  return Object.fromEntries(
    Object.entries(line).map(([key, value]) => [
      key,
      isError(key, value) ? value : cut(key, value),
    ]),
  );
}

/** The serializer describes those. */
function isError(key: string, value: unknown) {
  return key === 'err' && value instanceof Error;
}

function cut(key: string, value: unknown, depth = 4): unknown {
  if (SECRETS.test(key)) return '•';
  if (typeof value === 'string')
    return ended(value, SENTENCES.has(key) ? LONGEST_SENTENCE : LONGEST);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => cut('', one, depth - 1));
  const facts = Object.entries(value).slice(0, 50);
  return Object.fromEntries(
    facts.map(([name, one]) => [ended(name, 64), cut(name, one, depth - 1)]),
  );
}

function ended(text: string, longest: number) {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** An error by what we know of errors: a library hangs on it whatever it had at hand. */
function described(error: unknown, depth = 3): unknown {
  if (!(error instanceof Error)) return cut('', error, 2);
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause && depth > 0 ? { cause: described(error.cause, depth - 1) } : {};
  // The stack begins with the message, which is told already.
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    type: error.name,
    message: ended(error.message, LONGEST_SENTENCE),
    ...code,
    stack: frames.slice(0, 12).join('\n'),
    ...cause,
  };
}

const WARN = 40;

type Tally = { since: number; lines: number };
const tallies = new Map<string, Tally>();

/** Null: this line is one too many. Otherwise how many were before it since the last that was written. */
function isLetThrough(line: unknown, words: unknown, level: number): number | null {
  const reason = reasonOf(line);
  if (level < WARN && reason === '') return 0;
  const key = `${level} ${ended(String(words), LONGEST)} ${reason}`;
  const tally = tallies.get(key);
  const now = performance.now();
  if (tally && now - tally.since < WINDOW_MS) {
    tally.lines += 1;
    return tally.lines > MOST ? null : 0;
  }
  // Reasons are ours and few; were they not, the oldest counts would go.
  if (tallies.size >= 1000) tallies.clear();
  tallies.set(key, { since: now, lines: 1 });
  return tally ? Math.max(0, tally.lines - MOST) : 0;
}

/** Why something was refused, by its code. */
function reasonOf(line: unknown): string {
  if (!isFacts(line)) return '';
  const { code, err } = line;
  if (typeof code === 'string') return code;
  return err instanceof Error && 'code' in err ? String(err.code) : '';
}

function isFacts(line: unknown): line is Record<string, unknown> {
  return typeof line === 'object' && line !== null && !(line instanceof Error);
}
