import { db } from '#lib/db/client';

type PasswordHash = { userId: string; hash: string };

/**
 * The hash that a person's password is held against; null where there is no such account, or it has
 * no password. Like `userBySession` it needs no viewer: it is what a viewer is made from.
 */
export async function passwordHash(
  user: { email: string } | { id: string },
): Promise<PasswordHash | null> {
  const found = await db().account.findFirst({
    where: { user, providerId: 'credential', password: { not: null } },
    select: { userId: true, password: true },
  });
  return found?.password ? { userId: found.userId, hash: found.password } : null;
}
