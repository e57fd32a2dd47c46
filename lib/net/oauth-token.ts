import { createHash } from 'node:crypto';
import type { ImapConfig, OauthGrant } from './imap-config.ts';
import { requestToken } from './token-endpoint.ts';

export type OauthConfig = ImapConfig & { oauth: OauthGrant };

/** Whether a mailbox is entered by an access token. */
export function hasOauth(config: ImapConfig): config is OauthConfig {
  return Boolean(config.oauth);
}

type Token = { value: string; endsAt: number };

/** Tokens of this process, in memory alone, by what they were asked for with. */
const tokens = new Map<string, Token>();

/** A token with less time left than this is not begun with: a pass may take some minutes. */
const SHORTEST_MS = 5 * 60_000;

export type AccessToken = { value: string; minutes: number; isFresh: boolean };

/**
 * An access token for a mailbox: the one at hand, or a new one where that ends within five minutes.
 * Throws `mailbox/refused` where a person must act, else `mailbox/unreachable` or `mailbox/throttled`.
 */
export async function accessToken(config: OauthConfig, signal?: AbortSignal): Promise<AccessToken> {
  const key = keyOf(config);
  const known = tokens.get(key);
  if (known && known.endsAt - Date.now() >= SHORTEST_MS) return told(known, false);
  const asked = asking.get(key) ?? ask(config, key);
  return told(await unlessAborted(asked, signal), true);
}

/** Forgets a token that a mail server refused. */
export function forgetToken(config: OauthConfig): void {
  tokens.delete(keyOf(config));
}

/** Whoever asks meanwhile waits for the same answer: a refresh token may be good only once. */
const asking = new Map<string, Promise<Token>>();

function ask(config: OauthConfig, key: string) {
  const asked = requestToken(config)
    .then(({ value, seconds }) => {
      const token = { value, endsAt: Date.now() + seconds * 1000 };
      tokens.set(key, token);
      return token;
    })
    .finally(() => asking.delete(key));
  asking.set(key, asked);
  return asked;
}

function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function told({ value, endsAt }: Token, isFresh: boolean): AccessToken {
  return { value, isFresh, minutes: Math.max(0, Math.round((endsAt - Date.now()) / 60_000)) };
}

/** A digest, so that no secret is kept as a key, too. */
function keyOf({ username, password, oauth }: OauthConfig) {
  const { kind, tokenEndpoint, clientId, scope } = oauth;
  const asked = JSON.stringify([kind, tokenEndpoint, clientId, scope, username, password]);
  return createHash('sha256').update(asked).digest('base64');
}
