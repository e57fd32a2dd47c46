import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';

const READERS: readonly Viewer['role'][] = ['owner', 'admin', 'auditor', 'system'];

/** Whether the audit log is the viewer's to read, at least what concerns their domains. */
export function seesAudit({ role }: Viewer): boolean {
  return READERS.includes(role);
}

/** Refuses who has no part in overseeing what others do. */
export function requireAuditAccess(viewer: Viewer): void {
  if (seesAudit(viewer)) return;
  throw new AppError('auth/forbidden', { detail: 'Ask an owner, an admin or an auditor.' });
}
