import { createAccount } from '#lib/auth/account';
import { signIn } from '#lib/auth/sign-in';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Role } from '#lib/store/managed-user';

export const PASSWORD = 'four quiet walks';

type Wanted = { role?: Role; domains?: string[] };

/** An account with `PASSWORD`, made as the command line makes it; answers with its id. */
export async function makeAccount(email: string, { role = 'viewer', domains = [] }: Wanted = {}) {
  const account = { email, password: PASSWORD, name: email, role, domains };
  return await createAccount(SYSTEM_VIEWER, account);
}

/** The Cookie header of a fresh session. */
export async function cookieFor(email: string, password = PASSWORD): Promise<string> {
  return cookieOf(await signIn({ email, password }, new Headers()));
}

/** What a browser sends back after these headers. */
export function cookieOf(answer: Headers): string {
  return answer
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
