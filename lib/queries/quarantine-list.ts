import { db } from '#lib/db/client';
import { encodeCursor } from '#lib/filter/cursor';
import type { Viewer } from '#lib/filter/viewer';
import { idIn } from './message-log.ts';
import { requireMailAccess } from './require-mail-access.ts';

export const QUARANTINE_STATES = ['open', 'resolved', 'ignored'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

/** A mail that could not be read in full: why, and what was decided. */
export type QuarantineRow = {
  id: string;
  code: string;
  text: string;
  fileName: string | null;
  state: QuarantineState;
  tries: number;
  createdAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  origin: 'mailbox' | 'upload' | 'import' | 'api' | 'demo';
  mailbox: string | null;
  subject: string | null;
  fromAddress: string | null;
  receivedAt: Date;
  size: number;
};

export type QuarantinePage = {
  rows: QuarantineRow[];
  next: string | null;
  /** How many of this state there are by error code, most first. */
  byCode: { code: string; count: number }[];
};

/** Mails in quarantine, newest first, page by page. */
export async function quarantineList(
  viewer: Viewer,
  {
    state = 'open',
    code = null,
    cursor = null,
    limit = 50,
  }: { state?: QuarantineState; code?: string | null; cursor?: string | null; limit?: number } = {},
): Promise<QuarantinePage> {
  requireMailAccess(viewer);
  const before = idIn(cursor);
  const [found, codes] = await Promise.all([
    db().quarantine.findMany({
      where: { state, ...(code && { code }), ...(before !== null && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: QUARANTINE,
    }),
    db().quarantine.groupBy({ by: ['code'], where: { state }, _count: true }),
  ]);
  const rows = found.slice(0, limit).map(toQuarantineRow);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows,
    next: last ? encodeCursor([last.id]) : null,
    byCode: codes
      .map((group) => ({ code: group.code, count: group._count }))
      .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
  };
}

/** What Prisma selects of a quarantined mail for `toQuarantineRow`. */
export const QUARANTINE = {
  id: true,
  code: true,
  text: true,
  fileName: true,
  state: true,
  tries: true,
  createdAt: true,
  decidedAt: true,
  decidedBy: true,
  message: {
    select: {
      origin: true,
      subject: true,
      fromAddress: true,
      receivedAt: true,
      size: true,
      mailbox: { select: { name: true } },
    },
  },
} as const;

type OfMessage = 'origin' | 'subject' | 'fromAddress' | 'receivedAt' | 'size';

type Found = Omit<QuarantineRow, 'id' | 'mailbox' | OfMessage> & {
  id: bigint;
  message: Pick<QuarantineRow, OfMessage> & { mailbox: { name: string } | null };
};

/** A row of the list, whatever else was selected of its mail. */
export function toQuarantineRow({ id, message, ...row }: Found): QuarantineRow {
  const { origin, subject, fromAddress, receivedAt, size, mailbox } = message;
  const mail = { origin, subject, fromAddress, receivedAt, size, mailbox: mailbox?.name ?? null };
  return { ...row, ...mail, id: id.toString() };
}
