import type { ImapFlow } from 'imapflow';
import type { AfterAction } from '#lib/after-action';
import { AppError } from '#lib/errors';
import { inWords, mailboxError, placeOf } from './imap-error.ts';
import { faultOf, serverSays } from './imap-fault.ts';
import { folderPath, uidSet } from './imap-folder.ts';
import { takeRefusal } from './imap-log.ts';

/**
 * Does with mails what the owner wants done once their reports are safe: one command for all of
 * them. A failure is `mailbox/refused`; the mails are then still where they were, and the ledger
 * knows them, so that a later poll tries again and reads nothing twice.
 */
export async function applyAfterAction(
  client: ImapFlow,
  uids: readonly number[],
  action: AfterAction,
): Promise<void> {
  for (let start = 0; start < uids.length; start += CHUNK) {
    const set = uidSet(uids.slice(start, start + CHUNK));
    takeRefusal(client);
    const obeyed = await inWords(client, () => apply(client, set, action));
    if (!obeyed) throw refused(client, action);
  }
}

/** Keeps a command line short enough for every server, however scattered the UIDs are. */
const CHUNK = 1_000;

async function apply(client: ImapFlow, set: string, action: AfterAction) {
  switch (action.kind) {
    case 'leave':
      return true;
    case 'seen':
      return client.messageFlagsAdd(set, ['\\Seen'], { uid: true, silent: true });
    case 'delete':
      return remove(client, set);
    case 'move':
      return move(client, set, await ensureFolder(client, action.folder));
  }
}

/** Only ever UID EXPUNGE: a plain EXPUNGE removes what others have marked, too. */
async function remove(client: ImapFlow, set: string) {
  if (can(client, 'UIDPLUS')) return client.messageDelete(set, { uid: true });
  const trash = (await client.list()).find((folder) => folder.specialUse === '\\Trash');
  return trash !== undefined && can(client, 'MOVE') && move(client, set, trash.path);
}

/** MOVE, or COPY, \Deleted and UID EXPUNGE, which imapflow puts in its place. */
async function move(client: ImapFlow, set: string, folder: string) {
  if (!can(client, 'MOVE') && !can(client, 'UIDPLUS')) return false;
  // Mails moved to where they are get new UIDs, and every poll would find them new again.
  if (client.mailbox && client.mailbox.path === folder) return false;
  return Boolean(await client.messageMove(set, folder, { uid: true }));
}

/** The folder's path at the server; made where it is missing. */
async function ensureFolder(client: ImapFlow, folder: string) {
  const known = foldersOf.get(client) ?? new Map<string, string>();
  foldersOf.set(client, known);
  const path = known.get(folder) ?? (await createFolder(client, folder));
  known.set(folder, path);
  return path;
}

const foldersOf = new WeakMap<ImapFlow, Map<string, string>>();

async function createFolder(client: ImapFlow, folder: string) {
  const levels = folderPath(folder);
  const existing = await findFolder(client, levels);
  if (existing) return existing;
  try {
    return (await client.mailboxCreate(levels)).path;
  } catch (cause) {
    const error = mailboxError(cause, placeOf(client));
    if (error.code === 'mailbox/throttled') throw error;
    const detail = `The folder "${folder}" is missing and cannot be made.`;
    throw new AppError('mailbox/refused', { cause, detail });
  }
}

async function findFolder(client: ImapFlow, levels: string[]) {
  try {
    const found = await client.status(levels, { uidValidity: true });
    return found ? found.path : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'NotFound') return null;
    throw error;
  }
}

function can(client: ImapFlow, capability: 'UIDPLUS' | 'MOVE') {
  // RFC 9051 made both part of IMAP4rev2.
  return client.capabilities.has(capability) || client.enabled.has('IMAP4REV2');
}

function refused(client: ImapFlow, action: AfterAction) {
  const cause = takeRefusal(client);
  const error = mailboxError(cause, placeOf(client));
  if (error.code === 'mailbox/throttled') return error;
  const cut = !client.usable;
  const deed = { leave: 'leave', seen: 'mark as read', delete: 'delete', move: 'move' }[
    action.kind
  ];
  const target = action.kind === 'move' ? ` to "${action.folder}"` : '';
  const reason = cut ? 'the connection was cut' : reasonOf(client, action);
  const said = cut ? '' : serverSays(faultOf(cause));
  return new AppError(cut ? 'mailbox/unreachable' : 'mailbox/refused', {
    cause,
    detail: `The server did not ${deed} the mails that were taken in${target}: ${reason}.${said}`,
  });
}

function reasonOf(client: ImapFlow, action: AfterAction) {
  const target = action.kind === 'move' ? foldersOf.get(client)?.get(action.folder) : undefined;
  if (client.mailbox && target === client.mailbox.path) return 'it is the folder that is read';
  const moves = action.kind === 'move' || action.kind === 'delete';
  if (moves && !can(client, 'UIDPLUS') && !can(client, 'MOVE')) {
    return 'it has neither UIDPLUS nor MOVE, so single mails cannot be removed safely; choose seen';
  }
  if (client.mailbox && client.mailbox.readOnly === true) return 'the folder is read-only';
  return 'it refused; choose another folder, or leave';
}
