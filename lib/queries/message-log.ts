import { z } from 'zod';
import { db } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';

/** A mail, or a file, that was taken in, and what became of each candidate inside it. */
export type MessageRow = {
  id: string;
  origin: 'mailbox' | 'upload' | 'import' | 'api' | 'demo';
  mailbox: string | null;
  subject: string | null;
  fromAddress: string | null;
  receivedAt: Date;
  state: 'claimed' | 'done' | 'quarantined';
  attempts: number;
  size: number;
  createdAt: Date;
  items: MessageItemRow[];
};

export type MessageItemRow = {
  itemNo: number;
  fileName: string | null;
  member: string | null;
  kind: string;
  outcome: 'stored' | 'duplicate' | 'conflict' | 'held' | 'refused' | 'ignored';
  code: string | null;
  text: string | null;
  /** The aggregate report it became, or is the same as. */
  reportUid: string | null;
};

/** The mail ledger, newest first, page by page. */
export async function messageLog(
  viewer: Viewer,
  { cursor, limit = 50 }: { cursor: string | null; limit?: number },
): Promise<{ rows: MessageRow[]; next: string | null }> {
  requireMailAccess(viewer);
  const before = idIn(cursor);
  const found = await db().message.findMany({
    where: before === null ? {} : { id: { lt: before } },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: MESSAGE,
  });
  const rows = found.slice(0, limit).map(toMessageRow);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last ? encodeCursor([last.id]) : null };
}

const PLACE = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** The key that a cursor of one id names, or null. */
export function idIn(cursor: string | null): bigint | null {
  const place = decodeCursor(cursor, PLACE);
  return place && BigInt(place[0]);
}

/** What Prisma selects of a message for `toMessageRow`. */
export const MESSAGE = {
  id: true,
  origin: true,
  subject: true,
  fromAddress: true,
  receivedAt: true,
  state: true,
  attempts: true,
  size: true,
  createdAt: true,
  mailbox: { select: { name: true } },
  items: {
    orderBy: { itemNo: 'asc' },
    select: {
      itemNo: true,
      fileName: true,
      member: true,
      kind: true,
      outcome: true,
      code: true,
      text: true,
      report: { select: { uid: true } },
    },
  },
} as const;

type Found = Omit<MessageRow, 'id' | 'mailbox' | 'items'> & {
  id: bigint;
  mailbox: { name: string } | null;
  items: (Omit<MessageItemRow, 'reportUid'> & { report: { uid: string } | null })[];
};

/** A row of the log. */
export function toMessageRow({ id, mailbox, items, ...message }: Found): MessageRow {
  return {
    ...message,
    id: id.toString(),
    mailbox: mailbox?.name ?? null,
    items: items.map(({ report, ...item }) => ({ ...item, reportUid: report?.uid ?? null })),
  };
}
