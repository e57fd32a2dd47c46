import { Command, Option } from 'commander';
import { AppError } from '#lib/errors';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { parseServiceAccount } from '#lib/jobs/service-account';
import { PROVIDER_KEYS, providerOf, tokenEndpointOf } from '#lib/mail-provider';
import { addMailbox } from '#lib/store/mailbox';
import { newMailbox } from '#lib/store/mailbox-schema';
import { readSecret, readText, wholeNumber } from '#workers/terminal/options';
import { print } from '#workers/terminal/print';

const AFTER = 'leave, seen, delete or move:FOLDER';

/** How a person names the ways in, and what the database calls them. */
const AUTHS = {
  password: 'password',
  'oauth2-client': 'client_credentials',
  'oauth2-refresh': 'refresh_token',
  'oauth2-service': 'service_account',
} as const;

export function addCommand(): Command {
  return new Command('add')
    .argument('<name>', 'what you call it')
    .summary('have an IMAP mailbox polled')
    .addOption(
      new Option('--provider <name>', 'fills in server and token endpoint')
        .choices(PROVIDER_KEYS)
        .default('own'),
    )
    .option('--host <host>', 'the IMAP server')
    .option('--port <number>', 'its port', wholeNumber(1, 65_535))
    .requiredOption('--user <user>', 'the login; of OAuth, the address of the mailbox')
    .addOption(
      new Option('--auth <way>', 'how to log in').choices(Object.keys(AUTHS)).default('password'),
    )
    .option('--password-file <file>', 'holds the password; - for stdin')
    .option('--client-id <id>', 'of OAuth: who asks for access tokens')
    .option('--client-secret-file <file>', 'of OAuth: holds the secret of that client')
    .option('--refresh-token-file <file>', 'of oauth2-refresh: holds the refresh token')
    .option('--key-file <file>', 'of oauth2-service: the JSON key of the service account')
    .option('--tenant <id>', 'of Microsoft 365: the directory (tenant) id')
    .option('--token-endpoint <url>', 'of OAuth: where access tokens are asked for')
    .option('--scope <scope>', 'of OAuth: what is asked for')
    .addOption(
      new Option('--tls <mode>', 'none is for this machine only').choices([
        'implicit',
        'starttls',
        'none',
      ]),
    )
    .option('--ca-file <file>', 'trust this authority (PEM) and no other')
    .option('--folder <folder>', 'where the reports are', 'INBOX')
    .option('--since <day>', 'leave alone what came before this day (2026-01-31)')
    .option('--after <action>', `what becomes of a mail that was taken in: ${AFTER}`, 'leave')
    .option('--after-failure <action>', `and of one that cannot be read: ${AFTER}`, 'leave')
    .action(addOne);
}

type NewMailboxOptions = {
  provider: string;
  host?: string;
  port?: number;
  user: string;
  auth: keyof typeof AUTHS;
  passwordFile?: string;
  clientId?: string;
  clientSecretFile?: string;
  refreshTokenFile?: string;
  keyFile?: string;
  tenant?: string;
  tokenEndpoint?: string;
  scope?: string;
  tls?: string;
  caFile?: string;
  folder: string;
  since?: string;
  after: string;
  afterFailure: string;
};

async function addOne(name: string, options: NewMailboxOptions): Promise<void> {
  const provider = providerOf(options.provider);
  const { user: username, caFile, folder, since, after, afterFailure } = options;
  const parsed = newMailbox.safeParse({
    ...{ name, username, folder, afterSuccess: after, afterFailure },
    host: options.host ?? provider.host,
    port: options.port ?? provider.port,
    tls: options.tls ?? provider.tls,
    readSince: since ?? null,
    caPem: caFile === undefined ? null : readText(caFile),
    ...loginOf(options),
  });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path: [field], message }) => {
      return `${optionOf(String(field), options.auth)} ${message}`;
    });
    throw new AppError('request/invalid', { detail: `${faults.join('; ')}.` });
  }
  await addMailbox(SYSTEM_VIEWER, parsed.data);
  await print(`${name} is added. Try it: ruascope mailbox test ${name}`);
}

/** What proves who we are, by the way in that was chosen. */
function loginOf(options: NewMailboxOptions) {
  const auth = AUTHS[options.auth];
  if (auth === 'password') return { auth, password: secretIn(options.passwordFile) };
  const provider = providerOf(options.provider);
  const { tokenEndpoint = tokenEndpointOf(provider, options.tenant ?? ''), clientId } = options;
  const scope = options.scope ?? provider.scopes[auth] ?? null;
  if (auth === 'service_account' && options.keyFile !== undefined) {
    return { auth, scope, ...serviceAccountIn(options.keyFile) };
  }
  const refreshToken = secretIn(options.refreshTokenFile);
  const password = secretIn(options.clientSecretFile);
  return { auth, scope, tokenEndpoint, clientId, refreshToken, password };
}

function serviceAccountIn(file: string) {
  const account = parseServiceAccount(readText(file));
  if (account) return account;
  throw new AppError('request/invalid', {
    detail: `${file} is not the JSON key of a service account: client_email, private_key and token_uri are wanted.`,
  });
}

function secretIn(file: string | undefined) {
  return file === undefined ? '' : readSecret(file);
}

/** The option that fills a field, where it has another name. */
const OPTIONS: Readonly<Record<string, string>> = {
  name: 'NAME',
  username: '--user',
  tokenEndpoint: '--token-endpoint (or --provider, with --tenant)',
  clientId: '--client-id',
  refreshToken: '--refresh-token-file',
  caPem: '--ca-file',
  afterSuccess: '--after',
  afterFailure: '--after-failure',
  readSince: '--since',
};

const SECRETS = {
  password: '--password-file',
  'oauth2-client': '--client-secret-file',
  'oauth2-refresh': '--client-secret-file',
  'oauth2-service': '--key-file',
};

function optionOf(field: string, auth: keyof typeof AUTHS) {
  return field === 'password' ? SECRETS[auth] : (OPTIONS[field] ?? `--${field}`);
}
