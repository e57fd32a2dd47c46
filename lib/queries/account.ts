import { db } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';
import { LIMITS, namesOfLimits } from './user-limits.ts';

/** An account as its own page shows it. */
export type Account = {
  id: string;
  email: string;
  name: string;
  role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer';
  /** A-labels the account is limited to; empty with `limited` false for all. */
  domains: string[];
  /** Groups it is limited to, by name. */
  groups: string[];
  limited: boolean;
  createdAt: Date;
  hasPassword: boolean;
  hasSecondStep: boolean;
  passkeys: number;
};

/** An account by its id: one's own, or another's for who manages accounts; null for all others. */
export async function findAccount(viewer: Viewer, id: string): Promise<Account | null> {
  if (!runsAll(viewer) && viewer.userId !== id) return null;
  const found = await db().user.findUnique({
    where: { id },
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      ...LIMITS,
      createdAt: true,
      totp: { select: { userId: true } },
      _count: { select: { passkeys: true } },
      accounts: { where: { providerId: 'credential', password: { not: null } } },
    },
  });
  if (!found) return null;
  const { accounts, limited, domains, groups, totp, _count, ...account } = found;
  return {
    ...account,
    ...namesOfLimits({ limited, domains, groups }),
    hasPassword: accounts.length > 0,
    hasSecondStep: totp !== null,
    passkeys: _count.passkeys,
  };
}
