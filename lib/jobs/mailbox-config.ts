import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { ImapConfig, OauthGrant, RefreshToken } from '#lib/net/imap-config';
import { findPollTarget, type PollMailbox } from '#lib/queries/poll-targets';
import type { NewMailbox } from '#lib/store/mailbox-schema';
import { openMailbox, replaceRefreshToken, saveRefreshToken } from '#lib/store/mailbox-secrets';

/** Where a saved mailbox is and how to enter it, its secrets unsealed. */
export function configOf(mailbox: PollMailbox): ImapConfig {
  const { password } = openMailbox(mailbox);
  return { ...placeOf(mailbox), password, oauth: grantOf(mailbox, savedToken(mailbox.name)) };
}

/** The same of one as it is entered, before it is saved. */
export function configOfDraft(mailbox: NewMailbox): ImapConfig {
  const { name, refreshToken, password } = mailbox;
  const token = {
    read: async () => newestToken(refreshToken) ?? '',
    keep: async (next: string) => {
      const used = newestToken(refreshToken);
      if (!used) return;
      successors.set(used, next);
      await replaceRefreshToken(name, used, next);
    },
  };
  return { ...placeOf(mailbox), password, oauth: grantOf(mailbox, token) };
}

/** The refresh token that a test of this process was given in place of one that was entered. */
export function newestToken(entered: string | null): string | null {
  let token = entered;
  for (let next = token; next; next = successors.get(next) ?? null) token = next;
  return token;
}

/** What was entered may be void after its test, and is what the browser sends to be saved. */
const successors = new Map<string, string>();

function savedToken(name: string): RefreshToken {
  return {
    read: async () => {
      const mailbox = await findPollTarget(SYSTEM_VIEWER, { name });
      return (mailbox && openMailbox(mailbox).refreshToken) ?? '';
    },
    keep: (token) => saveRefreshToken(name, token),
  };
}

type Place = Pick<PollMailbox, 'host' | 'port' | 'tls' | 'username' | 'caPem' | 'folder'>;
type Grant = Pick<PollMailbox, 'auth' | 'tokenEndpoint' | 'clientId' | 'scope'>;

function placeOf({ host, port, tls, username, caPem, folder }: Place) {
  return { host, port, tls, username, caPem, folder };
}

function grantOf(
  { auth, tokenEndpoint, clientId, scope }: Grant,
  token: RefreshToken,
): OauthGrant | null {
  if (auth === 'password' || !tokenEndpoint || !clientId) return null;
  const refreshToken = auth === 'refresh_token' ? token : null;
  return { kind: auth, tokenEndpoint, clientId, scope, refreshToken };
}
