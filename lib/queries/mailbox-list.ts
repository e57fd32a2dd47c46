import { db } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import type { MailboxAuth } from '#lib/mail-provider';
import { heldMailboxes } from './held-mailboxes.ts';
import { requireMailAccess } from './require-mail-access.ts';

/** A mailbox as it may be shown: without its password. */
export type MailboxRow = {
  id: number;
  name: string;
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  username: string;
  auth: MailboxAuth;
  tokenEndpoint: string | null;
  clientId: string | null;
  scope: string | null;
  folder: string;
  afterSuccess: string;
  afterFailure: string;
  readSince: Date | null;
  hasOwnCa: boolean;
  paused: boolean;
  /** Whether the circuit breaker paused it, and nobody has decided about it since. */
  held: boolean;
  lastPollAt: Date | null;
  lastOkAt: Date | null;
  /** In words; null when the last poll went well. */
  lastError: string | null;
  createdAt: Date;
};

/** A mailbox with the authority that it trusts: a certificate, which is no secret. */
export type OneMailbox = MailboxRow & { caPem: string | null };

/** Every mailbox, by name. */
export async function listMailboxes(viewer: Viewer): Promise<MailboxRow[]> {
  return (await readMailboxes(viewer)).map(({ caPem, ...row }) => row);
}

/** The mailbox of that name, or null. */
export async function findMailbox(viewer: Viewer, name: string): Promise<OneMailbox | null> {
  const mailboxes = await readMailboxes(viewer);
  return mailboxes.find((mailbox) => mailbox.name === name) ?? null;
}

async function readMailboxes(viewer: Viewer): Promise<OneMailbox[]> {
  requireMailAccess(viewer);
  const [rows, held] = await Promise.all([
    db().mailbox.findMany({
      omit: {
        secret: true,
        refreshToken: true,
        uidValidity: true,
        lastUid: true,
        lenientUid: true,
      },
      orderBy: { name: 'asc' },
    }),
    heldMailboxes(),
  ]);
  return rows.map((row) => ({ ...row, hasOwnCa: row.caPem !== null, held: held.has(row.id) }));
}
