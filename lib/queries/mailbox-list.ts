import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';

/** A mailbox as it may be shown: without its password. */
export type MailboxRow = {
  id: number;
  name: string;
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  username: string;
  folder: string;
  afterSuccess: string;
  afterFailure: string;
  hasOwnCa: boolean;
  paused: boolean;
  lastPollAt: Date | null;
  lastOkAt: Date | null;
  /** In words; null when the last poll went well. */
  lastError: string | null;
  createdAt: Date;
};

/** Every mailbox, by name. */
export async function listMailboxes(viewer: Viewer): Promise<MailboxRow[]> {
  requireMailAccess(viewer);
  const rows = await db().mailbox.findMany({
    omit: { secret: true, uidValidity: true, lastUid: true, lenientUid: true },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ caPem, ...row }) => ({ ...row, hasOwnCa: caPem !== null }));
}

/** The mailbox of that name, or null. */
export async function findMailbox(viewer: Viewer, name: string): Promise<MailboxRow | null> {
  const mailboxes = await listMailboxes(viewer);
  return mailboxes.find((mailbox) => mailbox.name === name) ?? null;
}
