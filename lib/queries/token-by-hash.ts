import { db } from '#lib/db/client';

type TokenOwner = {
  id: string;
  name: string;
  scope: 'read' | 'import';
  domainIds: number[];
  user: {
    id: string;
    role: 'owner' | 'admin' | 'analyst' | 'auditor' | 'viewer';
    /** Null: not limited. */
    domainIds: number[] | null;
  };
};

/** The token with this SHA-256, and whose it is; null when there is none or it has expired. */
export async function tokenByHash(hash: Uint8Array, now: Date): Promise<TokenOwner | null> {
  const token = await db().apiToken.findFirst({
    where: { hash: Uint8Array.from(hash), OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    select: {
      id: true,
      name: true,
      scope: true,
      domainIds: true,
      user: {
        select: { id: true, role: true, limited: true, domains: { select: { domainId: true } } },
      },
    },
  });
  if (!token) return null;
  const { domains, limited, ...user } = token.user;
  const domainIds = limited ? domains.map(({ domainId }) => domainId) : null;
  return { ...token, user: { ...user, domainIds } };
}
