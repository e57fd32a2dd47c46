import { db } from '#lib/db/client';
import { SETTING_KEYS } from '#lib/db/names';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';

/** How far an installation is on its way to its own data; nothing of the demo counts. */
export type Setup = {
  /** The mailboxes, and when one of them was last read to its end. */
  mailboxes: number;
  lastOkAt: Date | null;
  /** Aggregate reports about own domains, and when the newest of them came. */
  domains: number;
  lastReportAt: Date | null;
  /** Whether somebody has said of any source of an own domain whose it is. */
  labelled: boolean;
  /** Whether somebody asked not to be told any more. */
  dismissed: boolean;
};

/** What is done of the first steps, and what is not. */
export async function setupState(viewer: Viewer): Promise<Setup> {
  requireMailAccess(viewer);
  const own = { domain: { isDemo: false } };
  const [mailboxes, domains, report, label, dismissed] = await Promise.all([
    db().mailbox.findMany({ select: { lastOkAt: true }, orderBy: { lastOkAt: 'desc' } }),
    db().domain.count({ where: { isDemo: false, reports: { some: {} } } }),
    db().report.findFirst({ where: own, orderBy: { id: 'desc' }, select: { receivedAt: true } }),
    db().sourceLabel.findFirst({ where: { ...own, undoneAt: null }, select: { id: true } }),
    db().setting.findUnique({ where: { key: SETTING_KEYS.setupDismissed } }),
  ]);
  return {
    mailboxes: mailboxes.length,
    lastOkAt: mailboxes.find(({ lastOkAt }) => lastOkAt !== null)?.lastOkAt ?? null,
    domains,
    lastReportAt: report?.receivedAt ?? null,
    labelled: label !== null,
    dismissed: dismissed !== null,
  };
}
