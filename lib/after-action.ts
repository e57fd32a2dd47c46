/** What becomes of a mail once its report is safe in the database. */
export type AfterAction =
  | { kind: 'leave' }
  | { kind: 'seen' }
  | { kind: 'delete' }
  | { kind: 'move'; folder: string };

/** Reads `leave`, `seen`, `delete` or `move:FOLDER` (levels parted by `/`); null for anything else. */
export function parseAfterAction(text: string): AfterAction | null {
  if (text === 'leave' || text === 'seen' || text === 'delete') return { kind: text };
  const folder = /^move:\s*(.*\S)\s*$/u.exec(text)?.[1];
  if (!folder || folder.split('/').includes('') || /\p{Cc}/u.test(folder)) return null;
  return { kind: 'move', folder };
}
