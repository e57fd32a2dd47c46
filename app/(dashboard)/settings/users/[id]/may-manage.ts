import type { Viewer } from '#lib/filter/viewer';
import type { Account } from '#lib/queries/account';

/** Whether to offer what is done to another's account; an owner's only to owners. */
export function mayManage(viewer: Viewer, { id, role }: Pick<Account, 'id' | 'role'>): boolean {
  return id !== viewer.userId && (role !== 'owner' || viewer.role === 'owner');
}
