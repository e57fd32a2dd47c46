/**
 * Where a mailbox is and how to enter it. `none` sends the password in clear and is granted to this
 * machine only; `caPem`, where given, is the only authority that is trusted.
 */
export type ImapConfig = {
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  username: string;
  /** With `oauth`, what the client proves itself with: its secret, or a service account's key. */
  password: string;
  oauth?: OauthGrant | null;
  caPem: string | null;
  folder: string;
};

/** By which grant access tokens are asked for, in place of a password (RFC 6749; RFC 7523, 2.1). */
export type OauthGrant = {
  kind: 'client_credentials' | 'refresh_token' | 'service_account';
  tokenEndpoint: string;
  clientId: string;
  scope: string | null;
  /** Null but for the grant of that name. */
  refreshToken: RefreshToken | null;
};

/** Read anew at each use and kept when the endpoint gives another: only the newest may be good. */
export type RefreshToken = {
  read: () => Promise<string>;
  keep: (token: string) => Promise<void>;
};
