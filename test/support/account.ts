import { createAccount } from '#lib/auth/account';
import { type SignedIn, signIn } from '#lib/auth/sign-in';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Role } from '#lib/store/managed-user';

export const PASSWORD = 'four quiet walks';

type Wanted = { role?: Role; domains?: string[]; groups?: string[] };

/** An account with `PASSWORD`, made as the command line makes it; answers with its id. */
export async function makeAccount(email: string, { role = 'viewer', ...limits }: Wanted = {}) {
  const account = { email, password: PASSWORD, name: email, role, domains: [], ...limits };
  return await createAccount(SYSTEM_VIEWER, account);
}

/** The Cookie header of a fresh session. */
export async function cookieFor(email: string, password = PASSWORD): Promise<string> {
  return cookieOf(await signIn({ email, password }, new Headers()));
}

/** What a browser sends back after these headers. */
export function cookieOf(answer: Headers | SignedIn): string {
  return headersOf(answer)
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The headers that opened a session; an account with a second step has none yet. */
export function headersOf(answer: Headers | SignedIn): Headers {
  if (answer instanceof Headers) return answer;
  if ('headers' in answer) return answer.headers;
  throw new Error('This account has a second step.');
}
