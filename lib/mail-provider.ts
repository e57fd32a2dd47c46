/** How a mailbox may be entered; all but a password are OAuth grants (RFC 6749, RFC 7523). */
export const MAILBOX_AUTHS = [
  'password',
  'client_credentials',
  'refresh_token',
  'service_account',
] as const;
export type MailboxAuth = (typeof MAILBOX_AUTHS)[number];

/** A well-known provider of mailboxes: where it is, and which ways in it offers, the usual first. */
export type MailProvider = {
  key: ProviderKey;
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  auths: readonly MailboxAuth[];
  /** Where tokens are asked for; `{tenant}` is the customer's own part. */
  tokenEndpoint: string;
  scopes: Partial<Record<MailboxAuth, string>>;
};

export const PROVIDER_KEYS = [
  'own',
  'gmail',
  'microsoft',
  'fastmail',
  'yahoo',
  'icloud',
  'zoho',
  'local',
] as const;
export type ProviderKey = (typeof PROVIDER_KEYS)[number];

const IMAPS = { port: 993, tls: 'implicit' } as const;
const BY_PASSWORD = { ...IMAPS, auths: ['password'], tokenEndpoint: '', scopes: {} } as const;
const GOOGLE_SCOPE = 'https://mail.google.com/';

/** A server of one's own: everything may be, and nothing is known. */
const OWN: MailProvider = { ...BY_PASSWORD, key: 'own', host: '', auths: MAILBOX_AUTHS };

const MAIL_PROVIDERS: readonly MailProvider[] = [
  OWN,
  {
    ...IMAPS,
    key: 'gmail',
    host: 'imap.gmail.com',
    auths: ['password', 'refresh_token', 'service_account'],
    tokenEndpoint: 'https://oauth2.googleapis.com/token',
    // A refresh token has its scope already, and Google lets nobody name it again.
    scopes: { service_account: GOOGLE_SCOPE },
  },
  {
    ...IMAPS,
    key: 'microsoft',
    host: 'outlook.office365.com',
    auths: ['client_credentials', 'refresh_token'],
    tokenEndpoint: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
    scopes: {
      client_credentials: 'https://outlook.office365.com/.default',
      refresh_token: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    },
  },
  { ...BY_PASSWORD, key: 'fastmail', host: 'imap.fastmail.com' },
  {
    ...IMAPS,
    key: 'yahoo',
    host: 'imap.mail.yahoo.com',
    auths: ['password', 'refresh_token'],
    tokenEndpoint: 'https://api.login.yahoo.com/oauth2/get_token',
    scopes: {},
  },
  { ...BY_PASSWORD, key: 'icloud', host: 'imap.mail.me.com' },
  { ...BY_PASSWORD, key: 'zoho', host: 'imap.zoho.com' },
  // A server of this machine, such as a bridge, speaks without TLS to nobody else.
  { ...OWN, key: 'local', host: '127.0.0.1', port: 143, tls: 'none' },
];

/** The provider of that name; one's own server where there is none. */
export function providerOf(key: string): MailProvider {
  return MAIL_PROVIDERS.find((provider) => provider.key === key) ?? OWN;
}

/** Whose server a host is. */
export function providerAt(host: string): MailProvider {
  return MAIL_PROVIDERS.find((provider) => provider.host === host) ?? OWN;
}

/** A provider's token endpoint for one customer; empty where it is not known, or the customer is not. */
export function tokenEndpointOf({ tokenEndpoint }: MailProvider, tenant: string): string {
  if (tokenEndpoint.includes('{tenant}') && tenant.trim() === '') return '';
  return tokenEndpoint.replace('{tenant}', encodeURIComponent(tenant.trim()));
}
