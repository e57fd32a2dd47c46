import type { ReportProblem } from './problem.ts';

/** Leaves the parser from within one of its callbacks; never leaves `xml.ts`. */
export class Refusal extends Error {
  readonly problem: ReportProblem;

  constructor(problem: ReportProblem) {
    super(problem.text);
    this.problem = problem;
  }
}

/**
 * What the parser refused, and where in the text: its own count leaves out what it was not fed. It says
 * "12:34: unexpected close tag."; null for anything else, which is our own fault.
 */
export function malformed(
  cause: unknown,
  chunks: Iterable<string>,
  offset: number,
): ReportProblem | null {
  const message = cause instanceof Error ? cause.message : '';
  const [, reason] = /^\d+:\d+: ([\s\S]+)$/.exec(message) ?? [];
  if (!reason) return null;
  const { line, column } = placeOf(chunks, offset);
  return {
    code: 'report/malformed',
    text: `Line ${line}, column ${column}: ${reason.slice(0, 200)}`,
  };
}

function placeOf(chunks: Iterable<string>, offset: number) {
  let [line, column, left] = [1, 0, offset];
  let halved = '';
  for (const chunk of chunks) {
    const text = halved + chunk.slice(0, left);
    left -= text.length - halved.length;
    halved = left > 0 ? (HALF.exec(text)?.[0] ?? '') : '';
    const lines = text.slice(0, text.length - halved.length).split(LINE_END);
    const last = [...(lines.at(-1) ?? '')].length;
    column = lines.length > 1 ? last : column + last;
    line += lines.length - 1;
    if (left === 0) break;
  }
  return { line, column };
}

/** XML 1.0 §2.11 */
const LINE_END = /\r\n?|\n/;
/** What belongs to the first character of the next piece. */
const HALF = /[\r\ud800-\udbff]$/;
