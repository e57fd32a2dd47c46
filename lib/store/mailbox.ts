import { db, type Snapshot, writing } from '#lib/db/client';
import { AppError, isAppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import type { NewMailbox } from './mailbox-schema.ts';
import { openMailbox, sealMailbox } from './mailbox-secrets.ts';
import { requestPoll, requestPollAs } from './poll-signal.ts';

/** Adds a mailbox and has it polled at once. `request/conflict` where the name is taken. */
export async function addMailbox(viewer: Viewer, mailbox: NewMailbox): Promise<number> {
  const { name } = mailbox;
  if (await db().mailbox.findUnique({ where: { name }, select: { id: true } })) {
    throw new AppError('request/conflict', {
      detail: `There is a mailbox called ${name}.`,
      reason: { why: 'hasMailbox', values: { name } },
    });
  }
  const id = await writing(async (tx) => {
    const made = await tx.mailbox.create({ data: sealed(mailbox), select: { id: true } });
    await auditIn(tx, viewer, 'mailbox.add', name, null, shown(mailbox));
    return made.id;
  });
  await requestPoll(id);
  return id;
}

/** Adds a mailbox, or changes the one of that name where it differs. */
export async function putMailbox(viewer: Viewer, mailbox: NewMailbox): Promise<void> {
  const known = await db().mailbox.findUnique({ where: { name: mailbox.name } });
  if (!known) await addMailbox(viewer, mailbox);
  else if (!isSame(known, mailbox)) await updateMailbox(viewer, mailbox);
}

/**
 * Changes a mailbox. Another place or folder is another mailbox: its checkpoint goes back to the
 * start and the ledger forgets its UIDs, which the new folder may use for other mails (two folders
 * of one server can share a UIDVALIDITY). What was read before is recognised by its content.
 */
export async function updateMailbox(viewer: Viewer, mailbox: NewMailbox): Promise<void> {
  const before = await requireMailbox(mailbox.name);
  const { id, host, username, folder } = before;
  const moved = host !== mailbox.host || username !== mailbox.username || folder !== mailbox.folder;
  const reachesBack = (mailbox.readSince?.getTime() ?? 0) < (before.readSince?.getTime() ?? 0);
  const newSecrets = secretsChanged(before, mailbox);
  const after = { ...shown(mailbox), ...(newSecrets.length > 0 && { newSecrets }) };
  await writing(async (tx) => {
    await tx.mailbox.update({ where: { id }, data: { ...sealed(mailbox), lastError: null } });
    if (moved) await startOver(tx, id);
    // Older mails count now, too; those that were read are in the ledger, under the same UIDs.
    else if (reachesBack) await tx.mailbox.update({ where: { id }, data: { lastUid: 0n } });
    await auditIn(tx, viewer, 'mailbox.update', mailbox.name, shown(before), after);
  });
  await requestPoll(id);
}

async function startOver(tx: Snapshot, id: number) {
  const start = { uidValidity: null, lastUid: 0n, lenientUid: 0n };
  await tx.mailbox.update({ where: { id }, data: start });
  const unknown = { uidValidity: null, uid: null };
  await tx.message.updateMany({ where: { mailboxId: id }, data: unknown });
}

/** Takes a mailbox away, with its ledger; the reports that came through it stay. */
export async function removeMailbox(viewer: Viewer, name: string): Promise<void> {
  const mailbox = await requireMailbox(name);
  await writing(async (tx) => {
    await tx.mailbox.delete({ where: { id: mailbox.id } });
    await auditIn(tx, viewer, 'mailbox.remove', name, shown(mailbox));
  });
}

/** Pauses a mailbox, or lets it be polled again. */
export async function setMailboxPaused(
  viewer: Viewer,
  name: string,
  paused: boolean,
): Promise<void> {
  const { id } = await requireMailbox(name);
  await writing(async (tx) => {
    await tx.mailbox.update({ where: { id }, data: { paused } });
    await auditIn(tx, viewer, paused ? 'mailbox.pause' : 'mailbox.resume', name);
  });
  // Asked also when paused: the worker then sees at once that there is nothing to do any more.
  await requestPoll(id);
}

/** Has a worker look into a mailbox now. */
export async function pollNow(viewer: Viewer, id: number): Promise<void> {
  const { name } = await db().mailbox.findUniqueOrThrow({ where: { id }, select: { name: true } });
  await requestPollAs(id, [viewer, 'mailbox.poll', name]);
}

/**
 * Pauses a mailbox that cannot be read well enough to go on by itself. Whoever lets it go on takes in
 * everything up to `lenientUid`, which was there at that time, readable or not.
 */
export async function holdMailbox(
  viewer: Viewer,
  { id, name }: { id: number; name: string },
  { lenientUid, reason }: { lenientUid: bigint; reason: string },
): Promise<void> {
  const data = { paused: true, lenientUid, lastError: reason };
  await writing(async (tx) => {
    await tx.mailbox.updateMany({ where: { id }, data });
    await auditIn(tx, viewer, 'mailbox.hold', name);
  });
}

/** How far a mailbox is: every mail up to `lastUid` of this UIDVALIDITY is taken in and dealt with. */
export type Checkpoint = { uidValidity: bigint; lastUid: bigint };

/**
 * Puts the checkpoint back to the start, in a folder that has a new UIDVALIDITY. What was begun under
 * an older one leaves the ledger: no UID names it any more. Where the mail is still there, it comes
 * anew, and what was stored of it before is known by its content (SECURITY 3.1).
 */
export async function restartCheckpoint(mailboxId: number, uidValidity: bigint): Promise<void> {
  const isVoid = { OR: [{ uidValidity: null }, { uidValidity: { not: uidValidity } }] };
  await db().$transaction([
    db().message.deleteMany({ where: { mailboxId, state: 'claimed', ...isVoid } }),
    db().mailbox.updateMany({
      where: { id: mailboxId },
      data: { uidValidity, lastUid: 0n, lenientUid: 0n },
    }),
  ]);
}

/** Moves the checkpoint. */
export async function saveCheckpoint(mailboxId: number, checkpoint: Checkpoint): Promise<void> {
  await db().mailbox.updateMany({ where: { id: mailboxId }, data: checkpoint });
}

/** Writes down how a poll ended: `error` in words, null when all went well. */
export async function recordPoll(mailboxId: number, now: Date, error: string | null) {
  await db().mailbox.updateMany({
    where: { id: mailboxId },
    data: { lastPollAt: now, lastError: error, ...(error === null && { lastOkAt: now }) },
  });
}

async function requireMailbox(name: string) {
  const mailbox = await db().mailbox.findUnique({ where: { name } });
  if (mailbox) return mailbox;
  throw new AppError('request/not-found', {
    detail: `There is no mailbox called ${name}.`,
    reason: { why: 'noMailbox', values: { name } },
  });
}

function isSame(known: Awaited<ReturnType<typeof requireMailbox>>, mailbox: NewMailbox) {
  const facts = JSON.stringify(shown(known)) === JSON.stringify(shown(mailbox));
  return facts && secretsChanged(known, mailbox).length === 0;
}

/** Which of what nobody may read is another now, by name. */
function secretsChanged(known: Awaited<ReturnType<typeof requireMailbox>>, mailbox: NewMailbox) {
  const authority = known.caPem === mailbox.caPem ? [] : ['authority'];
  try {
    const { password, refreshToken } = openMailbox(known);
    const entry = password === mailbox.password ? [] : ['password'];
    return [...authority, ...entry, ...(refreshToken === mailbox.refreshToken ? [] : ['token'])];
  } catch (error) {
    // Sealed under another SECRET_KEY: the password at hand is the one that can be sealed anew.
    if (isAppError(error)) return [...authority, 'password'];
    throw error;
  }
}

function sealed({ password, refreshToken, ...mailbox }: NewMailbox) {
  return { ...mailbox, ...sealMailbox({ name: mailbox.name, password, refreshToken }) };
}

/** What the audit log may say of a mailbox. */
function shown(mailbox: Omit<NewMailbox, 'password' | 'refreshToken' | 'caPem'>) {
  const { host, port, tls, username, folder, afterSuccess, afterFailure } = mailbox;
  const { auth, tokenEndpoint, clientId, scope } = mailbox;
  const oauth = auth === 'password' ? {} : { tokenEndpoint, clientId, scope };
  const readSince = mailbox.readSince?.toISOString().slice(0, 10) ?? null;
  return {
    ...{ host, port, tls, username, auth, ...oauth },
    ...{ folder, afterSuccess, afterFailure, readSince },
  };
}
