/** RFC 5322 §2.1.1: a line has 998 characters at most. */
const HEADER_LENGTH = 998;
/** What most file systems hold. */
const FILE_NAME_LENGTH = 255;
/** Of a text, this much is looked at for what it says in prose. */
export const PROSE_LENGTH = 64 * 1024;

/** A header's text as it is kept: bounded, and null where it says nothing. */
export function clipHeader(text: string | null): string | null {
  return text === null ? null : clip(text.trim(), HEADER_LENGTH).trim() || null;
}

/** The same of a file's name. */
export function clipFileName(name: string | undefined): string | null {
  return clip(name ?? '', FILE_NAME_LENGTH) || null;
}

/** Postgres holds no NUL, and in JSON no half of a character either: a cut leaves one. */
function clip(text: string, length: number) {
  return text.replaceAll('\0', '').slice(0, length).toWellFormed();
}

/** mailparser takes a date that it cannot parse for now; an unknown date must stay unknown. */
export function dateOfHeader(text: string | null): Date | null {
  const date = new Date(clipHeader(text)?.replace(/\s+/g, ' ') ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
