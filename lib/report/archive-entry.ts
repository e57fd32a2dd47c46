import type { Result } from '#lib/result';
import type { ReportProblem } from './problem.ts';

/** A file of an archive. Its name may be empty or hostile: it is only told, never used as a path. */
export type ArchiveEntry = { name: string; content: Result<Uint8Array, ReportProblem> };

/** Folders, and the shadows that macOS adds to an archive: nobody sends a report in them. */
export function isShadow(name: string): boolean {
  return /\/$|(^|\/)__MACOSX\/|(^|\/)\._|(^|\/)\.DS_Store$/.test(name);
}

/** Where something lies in archives within archives; null when none of them has a name for it. */
export function memberPath(...names: (string | null)[]): string | null {
  return names.filter(Boolean).join('/').replaceAll('\0', '').toWellFormed() || null;
}
